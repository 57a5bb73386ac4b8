"""Options of everything that is printed, and the one way in which a sheet leaves: to the terminal or into a file."""

import stat
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peerkit.cli.terminal import console
from peerkit.errors import PeerkitError, did_you_mean
from peerkit.printing.render import FORMATS, rendered
from peerkit.printing.style import PAPERS, STYLES, Paper, Style
from peerkit.wording.safe import echoed

if TYPE_CHECKING:
    from peerkit.printing.document import Document

STDOUT = Path("-")
CLEAR = [style.name for style in STYLES.values() if not style.easy]
SHEETS = ("run-sheet", "agenda")
_INSTEAD = "To write over what is there, add --force. To keep both, say -o and another name."


def _format(text: str) -> str:
    return _known(text, FORMATS)


def _style(text: str) -> str:
    return _known(text, STYLES)


def _clear(text: str) -> str:
    style = _style(text)
    if style in CLEAR:
        return style
    raise typer.BadParameter(
        f"There is no Easy Read wording for what is on this sheet. It comes in: {', '.join(CLEAR)}."
    )


def _paper(text: str) -> str:
    return _known(text, PAPERS)


def _sheet(text: str) -> str:
    return _known(text, SHEETS)


def _known(text: str, known: Iterable[str]) -> str:
    if text.lower() in known:
        return text.lower()
    *others, last = known
    raise typer.BadParameter(
        f'"{echoed(text)}" is not {", ".join(others)} or {last}. {did_you_mean(text, known)}'.strip()
    )


Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="|".join(FORMATS),
        parser=_format,
        autocompletion=lambda: list(FORMATS),
        help="In which form. Otherwise by the name of FILE.",
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write it; - is the terminal.")
]
OutputOrFolder = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FOLDER", help="Into which folder; with --sheet, into which file."),
]
Print = Annotated[
    str,
    typer.Option(
        "--style",
        metavar="|".join(STYLES),
        parser=_style,
        autocompletion=lambda: list(STYLES),
        help="How large: 14, 18 or 24 points, or an Easy Read draft.",
    ),
]
ClearPrint = Annotated[
    str,
    typer.Option(
        "--style",
        metavar="|".join(CLEAR),
        parser=_clear,
        autocompletion=lambda: CLEAR,
        help="How large: 14, 18 or 24 points.",
    ),
]
"""For a sheet whose words have no Easy Read wording."""
On = Annotated[
    str | None,
    typer.Option(
        "--paper",
        metavar="|".join(PAPERS),
        parser=_paper,
        autocompletion=lambda: list(PAPERS),
        help="On which paper.",
    ),
]
Sheet = Annotated[
    str | None,
    typer.Option(
        "--sheet",
        metavar="|".join(SHEETS),
        parser=_sheet,
        autocompletion=lambda: list(SHEETS),
        help="Only this one. Then -o names its file.",
    ),
]
Force = Annotated[bool, typer.Option("--force", "--replace", help="Write over a file that is there.")]
Open = Annotated[bool, typer.Option("--open", help="Open the file afterwards, to look at it or to print it.")]


@dataclass(frozen=True)
class Wish:
    """How somebody wants a sheet: its form, style and paper, and where it goes (None: under its usual name here)."""

    form: str
    style: Style
    paper: Paper
    output: Path | None = None
    force: bool = False
    open: bool = False

    def name_for(self, stem: str, usual: str = "a4") -> Path:
        """The usual file name of a sheet: `ground-rules.pdf`, `ground-rules-large-a3.pdf`."""
        looks = [self.style.name] * (self.style.name != "standard") + [self.paper.name] * (self.paper.name != usual)
        with_looks = "-".join([stem, *looks]) if self.form in ("pdf", "html") else stem
        return Path(with_looks + FORMATS[self.form][0])


def wish(
    form: str | None,
    output: Path | None,
    style: str,
    paper: str | None,
    *,
    force: bool = False,
    opens: bool = False,
    usual: str = "pdf",
    usual_paper: str = "a4",
) -> Wish:
    """What was asked for, with a good default for the rest. Raises BadParameter for wishes that contradict.

    Raises PeerkitError where FILE is one in which peerkit keeps something.
    """
    from peerkit.cli.terminal.overwrite import not_ours

    by_name = None
    if output is not None and output != STDOUT:
        not_ours(output, "sheet.pdf")
        ending = output.suffix.lower()
        if ending == ".toml":
            raise typer.BadParameter(
                "Names that end in .toml are for what peerkit reads. Say another, such as: -o sheet.pdf",
                param_hint="--output",
            )
        by_name = next((known for known, endings in FORMATS.items() if ending in endings), None)
        if output.is_dir():
            from peerkit.workspace.files import shown

            raise PeerkitError(f"{shown(output)} is a folder. Nothing was changed.", "Name a file in it with -o FILE.")
        if by_name is None and form is None:
            *some, last = (endings[0] for endings in FORMATS.values())
            raise typer.BadParameter(
                f"End the name of FILE in {', '.join(some)} or {last}, or say which with --format.",
                param_hint="--output",
            )
    chosen = form or by_name or ("terminal" if output == STDOUT else usual)
    if opens and (chosen == "terminal" or output == STDOUT):
        raise typer.BadParameter("Only a file can be opened: Markdown, HTML or PDF.", param_hint="--open")
    if chosen == "pdf" and output == STDOUT and sys.stdout.isatty():
        raise typer.BadParameter("A PDF can't be shown in a terminal. Name a file.", param_hint="--output")
    return Wish(chosen, STYLES[style], PAPERS[paper or usual_paper], output, force, opens)


def deliver(document: "Document", wish: Wish, usual_name: Path) -> None:
    """Show the sheet or write it, whole or not at all, and say where it is.

    A line in a terminal is broken to its width; in all else a line stays whole, for its end may mean something there.
    Raises PeerkitError where a file is in the way, or can't be written.
    """
    made = rendered(document, wish.form, wish.style, wish.paper)
    if isinstance(made, str) and wish.form == "terminal" and wish.output is None:
        console.out(made.removesuffix("\n"))
    else:
        hand_over(made, wish, None if wish.form == "terminal" else usual_name)


def hand_over(made: str | bytes, wish: Wish, usual_name: Path | None = None) -> None:
    """Write it where it was wished, else under its usual name, else to the standard output as it is."""
    path = wish.output or (Path.cwd() / usual_name if usual_name else STDOUT)
    if path != STDOUT:
        write(path, made, force=wish.force)
        if wish.open:
            look_at(path)
    elif isinstance(made, bytes):
        sys.stdout.buffer.write(made)
    else:
        sys.stdout.write(made)


def look_at(path: Path) -> None:
    """Open a file in whatever program opens such files here."""
    if typer.launch(str(path)) != 0:
        console.note(f"Nothing here could open it. Open it yourself: {path}")


def write(path: Path, made: str | bytes, *, force: bool) -> None:
    """Put a sheet into a file that anybody may read. Raises PeerkitError where something else is in the way."""
    write_all({path: made}, force=force)


def write_all(made: dict[Path, str | bytes], *, force: bool) -> None:
    """Put sheets into files that anybody may read: all of them, or none.

    Raises PeerkitError before anything is written where something else is in the way; where a file can't be written,
    those before it that were not there are taken away again.
    """
    from peerkit.workspace import files

    contents = {path: content.encode() if isinstance(content, str) else content for path, content in made.items()}
    same = [path for path, content in contents.items() if not force and _same(path, content)]
    there = [path for path in contents if path not in same and (path.exists() or path.is_symlink())]
    for path in there:
        _is_a_file(path)
    if there and not force:
        one = f"{files.shown(there[0])} is there already. Nothing was changed."
        several = _said("These are there already, and nothing was changed:", there)
        raise PeerkitError(one if len(there) == 1 else several, _INSTEAD)
    new: list[Path] = []
    try:
        for path in (path for path in contents if path not in same):
            private = path in there and path.exists() and not path.stat().st_mode & 0o077
            files.write_atomic(path, contents[path], private=private)
            new += [path] * (path not in there)
    except PeerkitError:
        for path in new:
            path.unlink(missing_ok=True)
        raise
    if same:
        console.note(_said("There already, and just the same:", same))
    if written := [path for path in contents if path not in same]:
        console.note(_said("Written:", written))


def _is_a_file(path: Path) -> None:
    """Raises PeerkitError for what no sheet may take the place of: a folder, a pipe, a device, a link to itself."""
    from peerkit.workspace import files

    try:
        kind = path.stat().st_mode
    except FileNotFoundError:  # a link to a file that is not there yet
        return
    except OSError as error:
        raise files.translated(error, path, "write") from error
    if not stat.S_ISREG(kind):
        what = "a folder" if stat.S_ISDIR(kind) else "a pipe or a device, not a file"
        raise PeerkitError(f"{files.shown(path)} is {what}. Nothing was changed.", "Name a file with -o FILE.")


def _said(what: str, paths: list[Path]) -> str:
    """A file after what is said of it, or several below it."""
    from peerkit.workspace import files

    return (" " if len(paths) == 1 else "\n").join([what, *map(files.shown, paths)])


def _same(path: Path, content: bytes) -> bool:
    try:
        return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False
