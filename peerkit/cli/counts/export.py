"""`peerkit tally export`: figures that are safe to share, and exact ones for the group."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peerkit.cli.counts import months
from peerkit.cli.counts.months import From, To, Year, one_of
from peerkit.cli.terminal import console, prompt
from peerkit.cli.terminal.options import Workspace, here, root_of
from peerkit.cli.terminal.overwrite import not_ours
from peerkit.errors import PeerkitError
from peerkit.tally import periods
from peerkit.tally.periods import Grain
from peerkit.wording.safe import echoed
from peerkit.wording.yes_no import yes_or_no

if TYPE_CHECKING:
    from peerkit.cli.counts.preview import Said
    from peerkit.tally.disclosure import Release
    from peerkit.tally.formats import Format
    from peerkit.tally.wanted import Ask
    from peerkit.workspace.root import Root

EXAMPLE = "peerkit tally export\npeerkit tally export --year 2026 --format xlsx\npeerkit tally export --for-ourselves"
NOTHING = "Nothing was written. To write it, type the same again and answer y."
FORMATS: "tuple[Format, ...]" = ("csv", "json", "xlsx")


def _format(text: str) -> "Format":
    return one_of(FORMATS, text)


def _file(text: str) -> Path:
    if text not in ("", "-") and "\0" not in text:
        return Path(text)
    raise typer.BadParameter("That names no file. For example: -o figures.csv")


def export(
    by: Annotated[Grain, months.by("How long a period of the table is.")] = "quarter",
    year: Year = None,
    begins: From = None,
    ends: To = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            parser=_format,
            autocompletion=lambda: FORMATS,
            help="What kind of file. Otherwise as FILE ends, or csv.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            parser=_file,
            help="Where to. Otherwise in sessions/shared.",
            show_default=False,
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    correct: Annotated[
        bool, typer.Option("--correct", help="Put figures right that were shared before the counts changed.")
    ] = False,
    for_ourselves: Annotated[
        bool, typer.Option("--for-ourselves", help="Exact figures. Not for sharing, and each row says so.")
    ] = False,
    workspace: Workspace = None,
) -> None:
    """Write figures that are safe to share: nobody can be found in them."""
    from peerkit.live.clock import today
    from peerkit.tally.wanted import Ask
    from peerkit.workspace import config

    root = root_of(workspace)
    starts = config.load(root).year_starts
    asked = Ask(by, today(), periods.Year(starts), correct, *months.asked(year, begins, ends, starts))
    target, kind = _target(root, output, _format(form) if form else None)
    asking = prompt.at_a_terminal() and not yes
    if for_ourselves:
        _for_ourselves(root, asked, target, kind, asking=asking)
    else:
        _share(root, asked, target, kind, asking=asking, over=correct and yes and target is None)


def _target(root: "Root", output: Path | None, form: "Format | None") -> tuple[Path | None, "Format"]:
    """Where to, if it was said, and what kind. Raises BadParameter for a name that is none."""
    if output is None:
        return None, form or FORMATS[0]
    if not output.name or (here() / output).is_dir():
        raise typer.BadParameter("That names no file. For example: -o figures.csv", param_hint="-o")
    if not output.suffix:
        form = form or FORMATS[0]
        output = output.with_name(f"{output.name}.{form}")
    ending = output.suffix.lower()[1:]
    kind = next((known for known in FORMATS if known == ending), None)
    if kind is None or (form and form != kind):
        wanted = f"ends in .{form}" if form else "ends in .csv, .json or .xlsx"
        raise typer.BadParameter(f'The name of the file {wanted}, not in ".{echoed(ending, 20)}".', param_hint="-o")
    if output.name.lower().startswith("attendance") and (here() / output).parent.resolve() == root.sessions.resolve():
        raise typer.BadParameter("That is where peerkit keeps the counts. Choose another name.", param_hint="-o")
    not_ours(here() / output)
    return here() / output, kind


def _for_ourselves(root: "Root", asked: "Ask", target: Path | None, kind: "Format", *, asking: bool) -> None:
    from peerkit.tally import export as files_out

    if asked.correct:
        raise typer.BadParameter("Exact figures are not shared: nothing is to be corrected.", param_hint="--correct")
    try:
        path = files_out.for_ourselves(root, asked, kind, target)
    except files_out.Taken as taken:
        if not asking:
            raise
        if not _agreed(taken.path, over=True):
            console.out(NOTHING)
            return
        path = files_out.for_ourselves(root, asked, kind, target, over=True)
    console.out(f"Wrote {_near(path)}")
    console.out("These figures are exact and for your group only. To share some: peerkit tally export")


def _share(root: "Root", asked: "Ask", target: Path | None, kind: "Format", *, asking: bool, over: bool) -> None:
    from peerkit.cli.counts.preview import Said
    from peerkit.tally import export as files_out

    looked_at = None
    try:
        if asking:
            looked_at = files_out.preview(root, asked)
            path = target or files_out.usual_path(root, looked_at, kind)
            _show(root, looked_at, Said(looked_at, asked.by), written=False)
            over = _is_taken(looked_at, kind, path)
            if not _agreed(path, over):
                console.out(f"{NOTHING} Or add --yes." if not over else NOTHING)
                return
        found, paths, removed = files_out.share(root, asked, kind, target, looked_at, over)
    except files_out.Taken as taken:
        if not asked.correct or target:
            raise
        raise PeerkitError(taken.message, "To put the corrected figures in its place, add --yes.") from None
    except files_out.Nothing as nothing:
        raise PeerkitError("\n".join([nothing.message, *Said(nothing.found, asked.by).left_out()])) from None
    if not asking:
        _show(root, found, Said(found, asked.by), written=True)
    console.out(f"Wrote {_near(paths[-1])}")
    for path in removed:
        console.out(f"Took away {_near(path)}: no first-timers go with these figures now.")
    for path in files_out.withdrawn(paths):
        console.note(f"{_near(path)} does not go with these figures. Look at it, and do not send it along.")
    if len(paths) > 1:
        note, description, *people = (path.name for path in paths[:-1])
        more = f" Send {people[0]} too." if people else ""
        console.out(f"Send {note} along with it: that says how to read it.{more}")
        console.out(f"{description} is for programs, and can stay here.")


def _show(root: "Root", found: "Release", said: "Said", *, written: bool) -> None:
    import shutil

    from peerkit.cli.terminal.settings import read_aloud
    from peerkit.tally.export import span
    from peerkit.tally.periods import named

    console.out(f"To share: {named(span(found))}.{'' if written else ' Nothing has been written yet.'}\n")
    plain = not prompt.at_a_terminal() or os.environ.get("TERM") == "dumb" or read_aloud(root)
    for line in said.sentences() if plain else said.table(shutil.get_terminal_size().columns):
        console.out(line)
    remarks = list(said.remarks())
    if remarks:
        console.out("\n" + "\n".join(remarks))
    if said.stays:
        console.out(
            f"To put right what was shared: {root.command('tally export --correct')}, with the rest as you typed it."
        )
    console.out()


def _is_taken(found: "Release", kind: "Format", path: Path) -> bool:
    from peerkit.tally import export as files_out

    try:
        files_out.may_write(files_out.shared_files(found, kind, path))
    except files_out.Taken:
        return True
    return False


def _agreed(path: Path, over: bool) -> bool:
    if over:
        console.out("There are files of that name already, and they are not the same.")
    return prompt.ask(f"Write {'over ' if over else ''}{_near(path)}? (y/N)", lambda answer: yes_or_no(answer or "no"))


def _near(path: Path) -> Path:
    """From where the terminal stands, if it lies below."""
    return path.relative_to(here()) if path.is_relative_to(here()) else path
