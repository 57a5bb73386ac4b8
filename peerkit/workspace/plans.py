"""Plans of evenings in `sessions/`: one TOML file each, which anybody may change by hand."""

from datetime import tzinfo
from pathlib import Path
from typing import Any

from peerkit.border.evening import read_evening
from peerkit.errors import PeerkitError, did_you_mean
from peerkit.messages import _
from peerkit.planning.evening import Source
from peerkit.planning.plan import Evening
from peerkit.planning.stored import booking_problems, evening_as_toml, table_of
from peerkit.wording import slugs
from peerkit.wording.safe import echoed
from peerkit.words import USUAL, Words
from peerkit.workspace import catalogue, files
from peerkit.workspace.builtin import ships
from peerkit.workspace.glance import plans
from peerkit.workspace.root import Root, typed
from peerkit.workspace.templates import find_template, load_template

HEADER = """\
# A plan made by peerkit. Change people, start or end under [evening], or any block, and it fits itself again.
# In the group's folder: peerkit session show {stem} --workspace .
"""


def stem_for(evening: Evening) -> str:
    """`2026-11-26-weekly-circle`."""
    return f"{evening.start.astimezone(evening.zone):%Y-%m-%d}-{evening.name}"


def save(root: Root, evening: Evening, outline: str, *, replace: bool) -> Path:
    """Write the plan, its outline as a comment above it.

    Raises PeerkitError when there is one already, or it is one that could not be read again.
    """
    import tomli_w

    stem = stem_for(evening)
    path = root.sessions / f"{stem}.toml"
    if path.exists() and not replace:
        raise PeerkitError(
            _("There is a plan already: {file}. Nothing was changed.", file=files.shown(path)),
            _("See it: {command}", command=root.command("session show", stem))
            + f"\n{_('To put the new one in its place, add {option}.', option='--replace')}",
        )
    if problems := booking_problems(table_of(evening)):
        raise catalogue.WrongFile(path, problems, "Nothing was saved. Put that right, then try again.")
    comment = "".join(f"# {line}".rstrip() + "\n" for line in outline.splitlines())
    text = f"{HEADER.format(stem=typed(stem))}#\n{comment}\n{tomli_w.dumps(evening_as_toml(evening))}"
    if len(text.encode()) > files.LARGEST:
        raise PeerkitError(
            f"This plan is larger than {files.LARGEST // 1000:,} kB, the most that peerkit reads. Nothing was saved.",
            "Take blocks out of its template, or shorten what is read out.",
        )
    files.write_atomic(path, text)
    return path


def _find_plan(root: Root, name: str) -> Path | None:
    """The file of a plan, by stem or path, or None when no plan has that name. Raises PeerkitError for no path."""
    if "\0" in name:
        raise PeerkitError(
            _("{name} is no name for a file.", name=files.shown(name)),
            _("See them all: {command}", command="peerkit session list"),
        )
    if catalogue.is_path(name):
        return files.by_path(name)
    return plans(root).get(name)


def load_plan(root: Root, name: str, zone: tzinfo) -> tuple[Path, Evening]:
    """A plan by stem or path, with its file. Raises PeerkitError with every reason why it is none."""
    path = _find_plan(root, name)
    if path is None:
        hint = did_you_mean(name[:80], plans(root)) or _("See them all: {command}", command="peerkit session list")
        where = files.shown(root.sessions)
        raise PeerkitError(_('There is no plan called "{name}" in {folder}.', name=echoed(name), folder=where), hint)
    return path, _evening(path, files.read_toml(path), zone)


def load(root: Root, name: str, words: Words, zone: tzinfo) -> Source:
    """What an evening is made from, by stem or path: a plan of that name, else a template with the group's words in it.

    Raises PeerkitError with every reason when it is neither.
    """
    path = _find_plan(root, name)
    data = {} if path is None else files.read_toml(path)
    if path is not None and "evening" in data:
        evening = _evening(path, data, zone)
        return Source(path.stem, evening.template, evening)
    path = find_template(root, name)
    worded = words == USUAL and ships(path)
    return Source(slugs.stem(path.stem), load_template(path, words), worded=worded)


def _evening(path: Path, data: dict[str, Any], zone: tzinfo) -> Evening:
    evening, problems = read_evening(data, zone)
    if evening is None:
        raise catalogue.WrongFile(path, problems, _("Mend {file}, then try again.", file=files.shown(path)))
    return evening
