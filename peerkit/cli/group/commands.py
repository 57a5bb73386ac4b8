"""`peerkit group`: what the group says about itself, in one place, and how that leaves the house."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from peerkit.cli.terminal import completion
from peerkit.cli.terminal.help import noun, verb
from peerkit.cli.terminal.options import (
    DraftOption,
    Force,
    Json,
    Workspace,
    Yes,
    checked,
    choice,
    root_of,
    root_to_write,
)
from peerkit.figures import ascii_figures
from peerkit.messages import N_
from peerkit.workspace.config import Group
from peerkit.workspace.sorts import TOLD, day

app = noun("peerkit group show\npeerkit group change cost Free\npeerkit group calendar -o circle.ics")
CHANGED = tuple(key for key in Group._fields if key not in ("on_web", "on_contact", "checked", "closed", "id"))


_a_day = checked(lambda text: str(day(ascii_figures(text) or "nothing")))
_Day = Annotated[str, typer.Argument(metavar="DATE", help=N_("The day, such as 2026-12-24."), parser=_a_day)]


@verb(app, "show", "peerkit group show")
def show(as_json: Json = False, workspace: Workspace = None, *, ctx: typer.Context) -> None:
    """Show what the group says about itself, where each line is told, and when it meets next."""
    from peerkit.cli.group.show import show_all

    show_all(root_of(workspace), ctx.obj.today(), as_json=as_json)


@verb(app, "check", "peerkit group check")
def check(as_json: Json = False, workspace: Workspace = None, *, ctx: typer.Context) -> None:
    """Find what is wrong in it: a hidden place that is given away, a label, days without a date."""
    from peerkit.cli.group.show import check_all

    raise typer.Exit(check_all(root_of(workspace), ctx.obj.today(), as_json=as_json))


@verb(
    app,
    "change",
    'peerkit group change cost Free\npeerkit group change days "every Thursday, 19:00 to 21:00" "not in August"\n'
    'peerkit group change days "every other week, from 2026-12-03, 19:00 to 21:00"',
)
def change(
    key: Annotated[
        str | None,
        typer.Argument(
            metavar="[KEY]",
            help=N_("What to change. Without it, everything that is empty is asked for."),
            autocompletion=lambda: list(CHANGED),
        ),
    ] = None,
    value: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT]...", help=N_("What it says now; a hyphen empties it."))
    ] = None,
    workspace: Workspace = None,
) -> None:
    """Change one thing that the group says about itself. All else in peerkit.toml stays, comments too."""
    from peerkit.cli.group.change import ask_all, change_one

    root = root_to_write(workspace)
    if key is None:
        ask_all(root)
    else:
        change_one(root, key, value or [])


@verb(app, "tell", "peerkit group tell name days town --on web\npeerkit group tell where --on contact")
def tell(
    keys: Annotated[
        list[str], typer.Argument(metavar="KEY...", help=N_("What to tell there."), autocompletion=lambda: list(TOLD))
    ],
    on: str = choice(
        "web",
        "--on",
        known=("paper", "web", "contact"),
        help=N_("On paper only, on paper and the web, or only to whoever gets in touch."),
    ),
    yes: Yes = False,
    workspace: Workspace = None,
) -> None:
    """Say where something is told. Nothing is on the web that was not named here."""
    from peerkit.cli.group.change import tell_on

    tell_on(root_to_write(workspace), keys, on, yes=yes)


@verb(app, "cancel", "peerkit group cancel 2026-12-24")
def cancel(
    days: Annotated[list[str], typer.Argument(metavar="DATE...", help=N_("A day, such as 2026-12-24."))],
    workspace: Workspace = None,
) -> None:
    """Leave out meetings on these days, such as a bank holiday."""
    from peerkit.cli.group.change import cancel_days

    cancel_days(root_to_write(workspace), days)


@verb(app, "move", 'peerkit group move 2026-12-24 --to 2026-12-23 --time "18:00 to 20:00"')
def move(
    was: _Day,
    to: Annotated[str, typer.Option("--to", metavar="DATE", help=N_("The day on which it is instead."), parser=_a_day)],
    times: Annotated[
        str, typer.Option("--time", metavar="TEXT", help=N_('Other times, such as "18:00 to 20:00".'))
    ] = "",
    workspace: Workspace = None,
) -> None:
    """Move one meeting to another day."""
    from peerkit.cli.group.change import move_day

    move_day(root_to_write(workspace), was, to, times)


@verb(app, "renew", "peerkit group renew")
def renew(yes: Yes = False, workspace: Workspace = None, *, ctx: typer.Context) -> None:
    """Say that all of it is right today. Calendar, listing and page hold for half a year from then."""
    from peerkit.cli.group.change import renew_all

    renew_all(root_to_write(workspace), ctx.obj.today(), yes=yes)


def _output(usual: str) -> Any:
    return typer.Option(Path(usual), "--output", "-o", metavar="FILE", help=N_("Where to write it; - is the terminal."))


@verb(app, "calendar", "peerkit group calendar -o circle.ics\npeerkit group calendar --for web")
def calendar(
    output: Path = _output("circle.ics"),
    reader: str = choice(
        "members", "--for", known=("members", "web"), help=N_("It says what flyers say, or what may be on the web.")
    ),
    draft: DraftOption = False,
    force: Force = False,
    yes: Yes = False,
    workspace: Workspace = None,
    *,
    ctx: typer.Context,
) -> None:
    """Write a calendar file for any phone or computer: every meeting for half a year, with its exceptions.

    It has a neutral title, no alarms, and is private; calendar_title and calendar_public change that.
    """
    from peerkit.cli.group.publish import Leaving, calendar_file

    where = "web" if reader == "web" else "paper"
    calendar_file(root_to_write(workspace), ctx.obj, where, Leaving(output, force, yes, draft))  # type: ignore[arg-type]


@verb(app, "listing", "peerkit group listing\npeerkit group listing --format schema-org -o event.json")
def listing(
    output: Path = _output("listing.json"),
    form: str = choice(
        "open-referral",
        "--format",
        known=("open-referral", "schema-org", "meeting-guide"),
        help=N_("For councils' directories (Open Referral UK), search engines, or Meeting Guide (weekly only)."),
    ),
    draft: DraftOption = False,
    force: Force = False,
    yes: Yes = False,
    workspace: Workspace = None,
    *,
    ctx: typer.Context,
) -> None:
    """Write a listing for directories that people already use, with nothing but what is on the web."""
    from peerkit.cli.group.listings import listing_file
    from peerkit.cli.group.publish import Leaving

    listing_file(root_to_write(workspace), ctx.obj, form, Leaving(output, force, yes, draft))


@verb(app, "page", "peerkit group page -o index.html\npeerkit group page --rules ground-rules")
def page(
    output: Path = _output("index.html"),
    rules: str | None = typer.Option(
        None,
        "--rules",
        metavar="NAME",
        autocompletion=completion.names("agreements"),
        help=N_("Put these ground rules on it, as the group chose them."),
    ),
    flyer: str = typer.Option(
        "peer-support",
        "--flyer",
        metavar="NAME",
        autocompletion=completion.names("flyers"),
        help=N_("Whose words the flyer beside it has."),
    ),
    draft: DraftOption = False,
    force: Force = False,
    yes: Yes = False,
    workspace: Workspace = None,
    *,
    ctx: typer.Context,
) -> None:
    """Write one page for any web space, with a flyer as PDF and the calendar beside it. It loads nothing else."""
    from peerkit.cli.group.page import page_files
    from peerkit.cli.group.publish import Leaving

    page_files(root_to_write(workspace), ctx.obj, rules, flyer, Leaving(output, force, yes, draft))


_FOLDER = typer.Option(
    Path("taking-back"), "--output", "-o", metavar="DIR", help=N_("The folder for the files that take things back.")
)


@verb(app, "rest", "peerkit group rest --until 2027-01-07")
def rest(
    until: Annotated[
        str, typer.Option("--until", metavar="DATE", help=N_("The first day on which you meet again."), parser=_a_day)
    ],
    output: Path = _FOLDER,
    draft: DraftOption = False,
    force: Force = False,
    yes: Yes = False,
    workspace: Workspace = None,
    *,
    ctx: typer.Context,
) -> None:
    """Rest until a day: no meetings until then, and files that say so where calendar, listing and page are."""
    from peerkit.cli.group import ending
    from peerkit.cli.group.publish import Leaving

    ending.rest(root_to_write(workspace), ctx.obj, date.fromisoformat(until), Leaving(output, force, yes, draft))


@verb(app, "close", "peerkit group close")
def close(
    output: Path = _FOLDER,
    draft: DraftOption = False,
    force: Force = False,
    yes: Yes = False,
    workspace: Workspace = None,
    *,
    ctx: typer.Context,
) -> None:
    """Close the group, and write what takes its calendar, listings and page back."""
    from peerkit.cli.group import ending
    from peerkit.cli.group.publish import Leaving

    ending.close(root_to_write(workspace), ctx.obj, Leaving(output, force, yes, draft))


@verb(app, "reopen", "peerkit group reopen")
def reopen(workspace: Workspace = None, *, ctx: typer.Context) -> None:
    """Take a rest or the end of the group back."""
    from peerkit.cli.group import ending

    ending.reopen(root_to_write(workspace), ctx.obj)
