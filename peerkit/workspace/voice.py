"""`voice.toml`: what the group says came of meeting. Only its lines, and the days of two meetings."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from peerkit.agreements.voice import LONGEST, MOST, VoiceLine, VoiceLines
from peerkit.errors import NEWER, PeerkitError
from peerkit.wording.safe import hidden_in
from peerkit.workspace import files, locks
from peerkit.workspace.root import Root

FORMAT = 1
FIELDS = {
    "format": "Which form of file this is.",
    "line.text": "A sentence that the group says of itself. Nobody's name, and nobody's story.",
    "line.heard": "The day of the meeting at which everyone heard it.",
    "line.adopted": "The day of a later meeting, at which the group adopted it.",
}
"""Each key of the file, and what it is for."""
_HEADER = """\
# What the group says came of meeting, written by `peerkit voice`. A line that somebody said no to is taken out, and
# nothing of it is kept.
"""
_MEND = "Put it back from a copy, or take it away and add the lines anew."


def read(root: Root) -> VoiceLines:
    """The lines in their order; none where there is no file.

    Raises PeerkitError for a file that `change` would not have written.
    """
    path = root.voice
    try:
        data = files.read_toml(path)
    except files.Missing:
        return ()

    def wrong(why: str) -> PeerkitError:
        return PeerkitError(f"{files.shown(path)}: {why} Nothing was done.", _MEND)

    for key in data:
        if key not in ("format", "line"):
            raise wrong(f'there is no key "{key[:40]}" here. {NEWER}')
    if type(data.get("format")) is not int or data["format"] != FORMAT:
        raise wrong(f"format is {FORMAT}. Another number was written by a newer peerkit.")
    tables = data.get("line", [])
    if not isinstance(tables, list) or len(tables) > MOST:
        raise wrong(f"a line is a table that begins with [[line]], and {MOST} are the most.")
    return tuple(_line(table, number, wrong) for number, table in enumerate(tables, start=1))


def _line(table: Any, number: int, wrong: Callable[[str], PeerkitError]) -> VoiceLine:
    if not isinstance(table, dict):
        raise wrong(f"line {number}: it is a table that begins with [[line]].")
    for key in table:
        if key not in VoiceLine._fields:
            raise wrong(f'line {number}: there is no key "{key[:40]}". {NEWER}')
    line = VoiceLine(**{"text": "", **table})
    days = (line.heard, line.adopted)
    if not isinstance(line.text, str) or not 0 < len(line.text) <= LONGEST or hidden_in(line.text):
        raise wrong(f"line {number}: text is a sentence of at most {LONGEST} characters.")
    if any(day is not None and type(day) is not dt.date for day in days):
        raise wrong(f"line {number}: heard and adopted are days, such as 2026-05-07.")
    if line.adopted and not (line.heard and line.heard < line.adopted):
        raise wrong(f"line {number}: it is adopted on a later day than it was heard.")
    return line


def change(root: Root, to: Callable[[VoiceLines], VoiceLines]) -> tuple[VoiceLines, VoiceLines]:
    """Change the lines by a function, under a lock; as they were and as they are. Without a line the file goes.

    Raises as `read` and the function do; then nothing was written.
    """
    files.ready(root.sessions)
    with locks.lock(root.sessions / ".lock", 5.0):
        before = read(root)
        after = to(before)
        if not after:
            files.remove(root.voice)
        elif after != before:
            import tomli_w

            tables = [{key: value for key, value in line._asdict().items() if value} for line in after]
            files.write_atomic(root.voice, _HEADER + "\n" + tomli_w.dumps({"format": FORMAT, "line": tables}))
    return before, after
