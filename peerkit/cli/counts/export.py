"""`peerkit tally export`: figures that are safe to share, and exact ones for the group."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import typer

from peerkit.cli.counts import options
from peerkit.cli.terminal import console, prompt, viewer
from peerkit.cli.terminal.options import here
from peerkit.cli.terminal.overwrite import not_ours
from peerkit.errors import PeerkitError
from peerkit.messages import _
from peerkit.tally import export as files_out
from peerkit.tally import releases
from peerkit.tally.choices import FILE_FORMATS, FileFormat
from peerkit.tally.disclosure import Release
from peerkit.tally.periods import GRAINS, Grain, Period, Year, named
from peerkit.tally.query import Query
from peerkit.tally.release_text import ReleaseText
from peerkit.wording.grammar import either
from peerkit.wording.safe import echoed
from peerkit.workspace.root import Root

_NOTHING = "Nothing was written. To write it, type the same again and answer y."
Target = tuple[FileFormat, Path | None]
"""What kind of file, and where to, if it was said."""


def query(
    months: options.Months, today: dt.date, year_starts: int, by: Grain | None, *, correct: bool = False
) -> Query:
    """What was typed, as a request for figures: by quarter, unless something else was said.

    Where both ends were said, the periods are those that serve them best, unless only their length was asked for.
    Raises BadParameter.
    """
    first, last = months.days(year_starts)
    best = first is not None and last is not None and (months.time is not None or by is None)
    finest = (by or GRAINS[0]) if best else None
    return Query(by or "quarter", today, Year(year_starts), correct, first, last, finest)


def target(root: Root, output: Path | None, form: FileFormat | None) -> Target:
    """What kind of file, and where to. Raises BadParameter for a name that is none."""
    if output is None:
        return form or FILE_FORMATS[0], None
    if not output.name or (here() / output).is_dir():
        raise typer.BadParameter("That names no file. For example: -o figures.csv", param_hint="-o")
    if not output.suffix:
        form = form or FILE_FORMATS[0]
        output = output.with_name(f"{output.name}.{form}")
    ending = output.suffix.lower()[1:]
    kind = next((known for known in FILE_FORMATS if known == ending), None)
    if kind is None or (form and form != kind):
        ending_in = f".{form}" if form else either(f".{known}" for known in FILE_FORMATS)
        raise typer.BadParameter(
            f'The name of the file ends in {ending_in}, not in ".{echoed(ending, 20)}".', param_hint="-o"
        )
    if output.name.lower().startswith("attendance") and (here() / output).parent.resolve() == root.sessions.resolve():
        raise typer.BadParameter("That is where peerkit keeps the counts. Choose another name.", param_hint="-o")
    not_ours(here() / output)
    return kind, here() / output


def for_ourselves(root: Root, asked: Query, target: Target, *, yes: bool) -> None:
    """Write exact figures for the group. Over another file only after a yes."""
    if asked.correct:
        raise typer.BadParameter("Exact figures are not shared: nothing is to be corrected.", param_hint="--correct")
    try:
        path = files_out.for_ourselves(root, asked, *target)
    except files_out.Taken as taken:
        if yes or not prompt.at_a_terminal():
            raise
        if not _agreed(taken.path, over=True):
            console.out(_NOTHING)
            return
        path = files_out.for_ourselves(root, asked, *target, over=True)
    console.out(f"Wrote {_near(path)}")
    share = root.command("tally export")
    console.out(f"These figures are exact and for your group only. To share some: {share}")


def share(root: Root, asked: Query, target: Target, *, yes: bool) -> None:
    """Show what would be shared, ask, and write it: nothing without a yes, typed now or as an option."""
    kind, path = target
    asking = prompt.at_a_terminal() and not yes
    over = asked.correct and yes and path is None
    looked_at = None
    try:
        if asking and asked.usual:
            months = which_months(files_out.span(files_out.preview(root, asked)))
            asked = query(months, asked.today, asked.year.starts, None, correct=asked.correct) if months else asked
        if not yes:
            looked_at = files_out.preview(root, asked)
            goes_to = path or files_out.usual_path(root, looked_at, kind)
            show(root, asked, looked_at, written=False)
            if not asking:
                raise PeerkitError(
                    _("Nothing was written: what is shared stays shared, and there is nobody here to be asked."),
                    _("If this is what should be shared, type the same again with --yes."),
                )
            over = files_out.taken(files_out.shared_files(looked_at, kind, goes_to)) is not None
            if not _agreed(goes_to, over):
                console.out(f"{_NOTHING} Or add --yes." if not over else _NOTHING)
                return
        found, paths, removed = files_out.share(root, asked, kind, path, looked_at, over)
    except files_out.Nothing as nothing:
        raise PeerkitError("\n".join([nothing.message, *ReleaseText(nothing.found, asked.by).left_out()])) from None
    if yes:
        show(root, asked, found, written=True)
    console.out(f"Wrote {_near(paths[-1])}")
    for gone in removed:
        console.out(f"Took away {_near(gone)}: no first-timers go with these figures now.")
    for other in files_out.withdrawn(paths):
        console.note(f"{_near(other)} does not go with these figures. Look at it, and do not send it along.")
    for name in releases.unreadable(root):
        console.note(f"{echoed(name)} can't be read any more. What it shared is in {releases.path(root).name}.")
    if len(paths) > 1:
        note, description, *people = (each.name for each in paths[:-1])
        more = f" Send {people[0]} too." if people else ""
        console.out(f"Send {note} along with it: that says how to read it.{more}")
        console.out(f"{description} is for programs, and can stay here.")


def which_months(usual: Period) -> options.Months | None:
    """Ask which months the reader wants; None where Enter said that it is what is usual."""

    def answered(answer: str) -> options.Months | None:
        try:
            return None if answer == named(usual) else options.Months(None, None, None, options.time(answer))
        except typer.BadParameter as error:
            raise ValueError(error.message) from None

    question = _("Which months does the reader want? Type them such as June 2025 to May 2026.")
    why = _("What is shared stays as it is for good, so it should be the months that the reader asks for.")
    return prompt.ask(question, answered, named(usual), about=why)


def show(root: Root, asked: Query, found: Release, *, written: bool, say: Callable[[str], None] = console.out) -> None:
    """What would be shared, or was: figures, what is to be known of them, and what can't be shared after them."""
    said = ReleaseText(found, asked.by)
    yet = "" if written else " " + _("Nothing has been written yet.")
    say(_("To share: {months}.", months=named(files_out.span(found))) + f"{yet}\n")
    drawn = say is console.out and viewer.looks()
    if drawn:
        from peerkit.cli.counts import export_views

        viewer.show(export_views.to_share(found, asked.by))
    else:
        for line in said.sentences():
            say(line)
    if remarks := [*said.remarks(), *said.for_good()]:
        say(("" if drawn else "\n") + "\n".join(remarks))
    if said.stays:
        say(f"To put right what was shared: {root.command('tally export --correct')}, with the rest as you typed it.")
    if found.frozen and (year := asked.other_year):
        starts = f"year_starts = {year.starts}"
        say(_("If readers always want these years: {setting} under [counting] in peerkit.toml.", setting=starts))
    say("")


def _agreed(path: Path, over: bool) -> bool:
    if over:
        console.out("There are files of that name already, and they are not the same.")
    return prompt.yes(f"Write {'over ' if over else ''}{_near(path)}?", default=False)


def _near(path: Path) -> Path:
    """From where the terminal stands, if it lies below."""
    return path.relative_to(here()) if path.is_relative_to(here()) else path
