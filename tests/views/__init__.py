"""What commands show at terminals of three widths, without colour and with it, kept to be compared.

`python -m tests.views` writes these files again; look at what changed before you keep it.
"""

import shlex
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.room import noon
from tests.terminals import Said, said
from tests.workspaces import copied

HERE = Path(__file__).parent
VIEWS = {
    "session-plan": 'session plan weekly-circle --people 9 --start "Thu 19:00" --end 21:00',
    "session-show": "session show 2026-12-03-our-evening",
    "session-list": "session list",
    "rules-show": "rules show",
    "template-check": "template check",
    "turns-plan": "turns plan --people 10 --size 3 --rounds 6 --sit-out 1",
    "turns-audit": "turns audit turns.json",
    "tally-list": "tally list --year 2026",
    "tally-chart": "tally chart",
    "tally-export": "tally export --yes",
    "rules-changes": "rules changes",
    "where": "where",
    "refusal": "template show weekly-cirle",
}
"""Each view, and the command that shows it in the folder that an older version wrote."""
DAY = date(2026, 12, 3)
WIDTHS = (60, 80, 120)


def shown(command: str) -> str:
    """All that a command shows: without colour at each width, and at 80 columns with it, its escapes to be read."""
    return "".join(_each(command)).replace("\x1b", "\\e")


def _each(command: str) -> Iterator[str]:
    for columns, colour in [*((width, "never") for width in WIDTHS), (80, "always")]:
        status, out, err = seen(command, columns, colour)
        yield f"=== {columns} columns{'' if colour == 'never' else ', in colour'}\n{out}{err}=== {status}\n"


def seen(command: str, columns: int, colour: str) -> Said:
    """What a command shows at a terminal in a copy of that folder, which is called /group."""
    with tempfile.TemporaryDirectory() as above:
        folder = copied("0.4.0", Path(above) / "group")
        words = [*shlex.split(command), "--color", colour]
        status, out, err = said(folder, *words, columns=columns, clock=noon(DAY))
    return Said(int(status), out.replace(str(folder), "/group"), err.replace(str(folder), "/group"))
