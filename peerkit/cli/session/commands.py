"""`peerkit session`: plan an evening, look at it, run it."""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

import typer
from typer import Option

from peerkit.cli.sheets.options import CLEAR, SHEETS, TwoLanguageOptions
from peerkit.cli.terminal import completion, console, viewer
from peerkit.cli.terminal.help import noun, verb
from peerkit.cli.terminal.options import (
    Json,
    KeepNothing,
    Manner,
    Replace,
    Speak,
    Workspace,
    Yes,
    at_all,
    choice,
    figures,
    one_of,
    root_of,
    root_to_write,
)
from peerkit.cli.terminal.signals import kept_when_left, signals_leave
from peerkit.figures import ascii_figures
from peerkit.messages import N_, _
from peerkit.planning.request import SessionRequest
from peerkit.wording.safe import echoed
from peerkit.workspace import glance
from peerkit.workspace.root import Root

app = noun("peerkit session start\npeerkit session plan weekly-circle --people 9 --start 19:00 --end 21:00")


def _speed(typed: str) -> float:
    """A number from 1 to 3600, a fraction too."""
    plain = ascii_figures(typed)
    if re.fullmatch(r"\d{1,4}(\.\d{1,9})?", plain, re.ASCII) and 1 <= float(plain) <= 3600:
        return float(plain)
    raise typer.BadParameter(_('"{typed}" is no speed. Say a number from 1 to 3600.', typed=echoed(typed)))


def _several(option: str, help: str, offer: completion.Complete = completion.blocks, metavar: str = "BLOCK") -> Any:
    """An option about blocks, which can be repeated."""
    return Option([], option, metavar=metavar, help=help, autocompletion=offer)


def _named(metavar: str, help: str, offer: completion.Complete) -> Any:
    """The argument that names what an evening is made from."""
    return typer.Argument(metavar=metavar, help=help, autocompletion=offer, show_default=False)


_Name = Annotated[
    str | None, _named("[NAME]", N_("A template or a plan: its name, or the path of its file."), completion.evenings)
]
_PlanName = Annotated[str, _named("NAME", N_("A plan: its name, or the path of its file."), completion.plans)]
_Html = Annotated[
    Path | None,
    Option("--html", metavar="FILE", help=N_("The page to write, session.html otherwise."), show_default=False),
]
_Site = Annotated[
    Path | None,
    Option(
        "--site",
        metavar="FOLDER",
        help=N_("A folder for the group's own site: there an iPhone can keep the page."),
        show_default=False,
    ),
]
_Mode = Annotated[
    bool | None,
    Option(
        "--plain/--screen",
        help=N_("Lines only, or the screen. Otherwise what the terminal can do."),
        show_default=False,
    ),
]


@dataclass(eq=False, repr=False)
class _EveningOptions:
    """The options of a command that fits an evening, as they were typed."""

    people: int | None = Option(
        None, "--people", metavar="N", parser=at_all, help=N_("How many take part, you included.")
    )
    start: str | None = Option(None, "--start", metavar="TIME", help=N_('19:00, "Thu 19:00" or "2026-11-26 19:00".'))
    end: str | None = Option(None, "--end", metavar="TIME", help=N_("Until when: 21:00, 9pm, or 90m from the start."))
    minutes: int | None = Option(None, "--minutes", metavar="N", parser=figures, help=N_("How long, instead of --end."))
    without: list[str] = _several("--without", N_("Leave a block out. Can be repeated."))
    turns: list[str] = _several(
        "--turns", N_("The length of the turns in a block. Can be repeated."), completion.turns, "BLOCK=2m"
    )
    threes: list[str] = _several("--threes", N_("Hold a round in threes, all at once. Can be repeated."))
    equal_rounds: list[str] = _several("--equal-rounds", N_("Let all groups of a block end together. Can be repeated."))
    interpreted: str | None = Option(
        None,
        "--interpreted",
        metavar="[spoken|signed]",
        parser=one_of(("spoken", "signed", "ask")),
        autocompletion=lambda: ["spoken", "signed"],
        help=N_("With an interpreter. Alone it asks which way, and says what each does to the evening."),
    )

    def request(self) -> SessionRequest:
        """What was typed."""
        return SessionRequest(**vars(self))


@dataclass(eq=False, repr=False)
class _RehearsalOptions(_EveningOptions):
    """The same where it begins now."""

    start: None = field(default=None, init=False)


@dataclass(eq=False, repr=False)
class _StartOptions(_RehearsalOptions):
    """The same where people are there already."""

    minutes: None = field(default=None, init=False)


@dataclass(eq=False, repr=False)
class _SheetsOptions(TwoLanguageOptions):
    """The options of a command that prints several sheets: only an agenda is Easy Read, or in two languages."""

    output: Path | None = Option(
        None, "--output", "-o", metavar="FOLDER", help=N_("Into which folder; with --sheet, into which file.")
    )


def _root(workspace: Path | None, *, to_write: bool = False) -> Root:
    """The group's folder; what is wrong with its settings is said, and stops nobody from meeting."""
    from peerkit.cli.terminal.settings import settings

    root = root_to_write(workspace) if to_write else root_of(workspace)
    settings(root, note=True)
    return root


@verb(app, "plan", 'peerkit session plan weekly-circle --people 9 --start "Thu 19:00" --end 21:00', speaks=True)
def plan(
    ctx: typer.Context,
    *,
    name: _Name = None,
    typed: _EveningOptions,
    dry_run: bool = Option(False, "--dry-run", help=N_("Show the plan and save nothing.")),
    replace: bool = Option(False, "--replace", help=N_("Put it in the place of a plan of that name.")),
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Fit a way of meeting to an evening, show it with clock times, and save it."""
    from peerkit.cli.session import plan

    root = _root(workspace, to_write=not dry_run)
    plan.make(root, name, typed.request(), ctx.obj, save=not dry_run, replace=replace, as_json=as_json)


@verb(app, "show", "peerkit session show 2026-11-05-weekly-circle")
def show_plan(ctx: typer.Context, name: _PlanName, as_json: Json = False, workspace: Workspace = None) -> None:
    """Show a plan that was saved."""
    from peerkit.cli.session import plan

    plan.show(_root(workspace), name, ctx.obj, as_json=as_json)


@verb(app, "check", "peerkit session check 2026-11-05-weekly-circle")
def check(ctx: typer.Context, name: _PlanName, as_json: Json = False, workspace: Workspace = None) -> None:
    """Look a plan over: whether it fits, whether everyone may pass, whether one person speaks too long."""
    from peerkit.cli.session import plan

    raise typer.Exit(plan.check(_root(workspace), name, ctx.obj, as_json=as_json))


@verb(
    app,
    "print",
    "peerkit session print\npeerkit session print weekly-circle --people 9 --all\n"
    "peerkit session print --sheet agenda --paper a3",
)
def print_plan(
    ctx: typer.Context,
    *,
    name: _Name = None,
    typed: _EveningOptions,
    sheet: str | None = choice(None, "--sheet", known=SHEETS, help=N_("Only this one. Then -o names its file.")),
    all: bool = Option(False, "--all", help=N_("Ground rules too, and who sits with whom where the plan says so.")),
    printing: _SheetsOptions,
    workspace: Workspace = None,
) -> None:
    """Print an evening: a run sheet with every script for whoever holds it, and an agenda for the wall."""
    from peerkit.cli.session import sheets

    if sheet and all:
        raise typer.BadParameter(_("--sheet is one of them, and --all is everything. Leave one out."))
    folder = None if sheet else printing.output
    if sheet != "agenda" and printing.style not in CLEAR:
        raise typer.BadParameter(
            _("Of these only the agenda comes in Easy Read: {option}", option="--sheet agenda"), param_hint="--style"
        )
    if sheet != "agenda" and (len(printing.language) > 1 or printing.separate):
        raise typer.BadParameter(
            _("Of these only the agenda comes in two languages: {option}", option="--sheet agenda"),
            param_hint="--language",
        )
    one = replace(printing, output=printing.output if sheet else None).request()
    sheets.put(_root(workspace), name, typed.request(), ctx.obj, sheet, one, everything=all, folder=folder)


@verb(
    app,
    "export",
    "peerkit session export weekly-circle\npeerkit session export weekly-circle --site public",
    speaks=True,
)
def export(
    ctx: typer.Context,
    *,
    name: _Name = None,
    typed: _EveningOptions,
    html: _Html = None,
    site: _Site = None,
    contact: bool = Option(False, "--contact", help=N_("With the group's own card for hard moments on it.")),
    replace: Replace = False,
    workspace: Workspace = None,
) -> None:
    """Write a page that runs the whole evening on any phone, offline."""
    from peerkit.cli.session import export

    export.put(_root(workspace), name, typed.request(), ctx.obj, html, site, contact=contact, replace=replace)


@verb(app, "list", "peerkit session list")
def list_plans(ctx: typer.Context, as_json: Json = False, workspace: Workspace = None) -> None:
    """List the plans that were saved, and a session under way."""
    root = _root(workspace)
    found = glance.plans(root)
    under_way = glance.under_way(root)
    if as_json:
        named = [{"name": stem, "path": str(path)} for stem, path in found.items()]
        console.as_json({"plans": named, "under_way": under_way})
        return
    if found and viewer.looks():
        from peerkit.cli.session.saved import saved

        viewer.show(saved({stem: glance.planned(path) for stem, path in found.items()}, ctx.obj.today()))
    else:
        for stem in found:
            console.out(stem)
    if not found:
        console.out(_("No plans yet. To make one: {command}", command=root.command("session plan weekly-circle")))
    if under_way:
        console.out(_("A session is under way, or was cut off: {command}", command=root.command("session resume")))


@verb(
    app, "start", "peerkit session start\npeerkit session start weekly-circle --people 9 --end 21:00 --yes", speaks=True
)
def start_session(
    ctx: typer.Context,
    *,
    name: _Name = None,
    template: str | None = Option(
        None, "--template", metavar="NAME", help=N_("The same as NAME."), autocompletion=completion.templates
    ),
    typed: _StartOptions,
    yes: Yes = False,
    plain: _Mode = None,
    speak: Speak = None,
    keep_nothing: KeepNothing = False,
    workspace: Workspace = None,
) -> None:
    """Run a session, now. It asks three questions, and Enter answers each."""
    if name and template:
        raise typer.BadParameter(_("NAME and --template say the same thing twice."))
    root, keep = _root(workspace, to_write=not keep_nothing), not keep_nothing
    with kept_when_left(root) if keep else signals_leave():
        from peerkit.cli.session import run

        manner = Manner(plain, speak)
        run.start(root, name or template, typed.request(), ctx.obj, yes=yes, manner=manner, keep=keep)


@verb(app, "rehearse", "peerkit session rehearse weekly-circle --speed 60", speaks=True)
def rehearse(
    ctx: typer.Context,
    *,
    name: _Name = None,
    typed: _RehearsalOptions,
    speed: float = Option(
        "60", "--speed", metavar="N", parser=_speed, help=N_("How many times as fast.")
    ),  # read by its parser, as if it had been typed
    yes: Yes = False,  # noqa: ARG001 (a rehearsal asks nothing; scripts may say so)
    plain: _Mode = None,
    speak: Speak = None,
    workspace: Workspace = None,
) -> None:
    """Run an evening fast, moving on by itself. Nothing is written."""
    from peerkit.cli.session import run

    run.rehearse(_root(workspace), name, typed.request(), ctx.obj, speed, Manner(plain, speak))


@verb(app, "resume", "peerkit session resume")
def resume(
    ctx: typer.Context, yes: Yes = False, plain: _Mode = None, speak: Speak = None, workspace: Workspace = None
) -> None:
    """Go on with a session that was cut off, paused where it was."""
    with kept_when_left(root := _root(workspace)):
        from peerkit.cli.session import run

        run.resume(root, ctx.obj, yes=yes, manner=Manner(plain, speak))
