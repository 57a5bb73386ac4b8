"""What can be asked of everything that is printed: its form, its look, its paper and its file."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import typer
from typer import Option

from peerkit.cli.terminal.language import LANGUAGES
from peerkit.cli.terminal.options import Force, choice, one_of
from peerkit.cli.terminal.overwrite import not_ours
from peerkit.errors import PeerkitError
from peerkit.messages import N_, _
from peerkit.printing.render import FORMATS
from peerkit.printing.style import PAPERS, STYLES, WALL_PAPERS, Paper, Style
from peerkit.wording.grammar import either
from peerkit.workspace.files import shown

STDOUT = Path("-")
CLEAR = [style.name for style in STYLES.values() if not style.easy]
SHEETS = ("run-sheet", "agenda")


def _clear(text: str) -> str:
    style = one_of(STYLES)(text)
    if style in CLEAR:
        return style
    raise typer.BadParameter(
        f"There is no Easy Read wording for what is on this sheet. It comes in: {', '.join(CLEAR)}."
    )


class PrintRequest(NamedTuple):
    """How somebody wants a sheet: its form, style and paper, and where it goes (None: under its usual name here).

    `languages` are the tags of those that were typed, and may be none; `separate` is a file for each.
    """

    form: str
    style: Style
    paper: Paper
    output: Path | None = None
    force: bool = False
    open: bool = False
    languages: tuple[str, ...] = ()
    separate: bool = False

    def name_for(self, stem: str, usual: str = "a4") -> Path:
        """The usual file name of a sheet: `ground-rules.pdf`, `ground-rules-large-a3.pdf`."""
        looks = [self.style.name] * (self.style.name != "standard") + [self.paper.name] * (self.paper.name != usual)
        with_looks = "-".join([stem, *looks]) if self.form in ("pdf", "html") else stem
        return Path(with_looks + FORMATS[self.form][0])


@dataclass(eq=False, repr=False)
class PrintOptions:
    """The options of a command that prints, as they were typed."""

    format: str | None = choice(None, "--format", known=FORMATS, help="In which form. Otherwise by the name of FILE.")
    output: Path | None = Option(None, "--output", "-o", metavar="FILE", help="Where to write it; - is the terminal.")
    style: str = choice(
        "standard", "--style", known=STYLES, help="How large: 14, 18 or 24 points, or an Easy Read draft."
    )
    paper: str | None = choice(None, "--paper", known=PAPERS, help="On which paper.")
    force: Force = False
    open: bool = Option(False, "--open", help="Open the file afterwards, to look at it or to print it.")
    language: list[str] = LANGUAGES

    def request(self, usual: str = "pdf", usual_paper: str = "a4") -> PrintRequest:
        """What was typed, with a good default for the rest. Raises BadParameter for options that contradict.

        Raises PeerkitError where FILE is one in which peerkit keeps something.
        """
        by_name = _form_of(self.output, self.format) if self.output not in (None, STDOUT) else None
        form = self.format or by_name or ("terminal" if self.output == STDOUT else usual)
        if self.open and (form == "terminal" or self.output == STDOUT):
            raise typer.BadParameter("Only a file can be opened: Markdown, HTML or PDF.", param_hint="--open")
        if form == "pdf" and self.output == STDOUT and sys.stdout.isatty():
            raise typer.BadParameter("A PDF can't be shown in a terminal. Name a file.", param_hint="--output")
        style, paper = STYLES[self.style], WALL_PAPERS[self.paper or usual_paper]
        languages = tuple(dict.fromkeys(self.language))
        self._may_be(languages)
        return PrintRequest(form, style, paper, self.output, self.force, self.open, languages, self._apart)

    _apart = False

    def _may_be(self, languages: tuple[str, ...]) -> None:
        """Raises BadParameter for more languages than a sheet can be in."""
        if len(languages) > 1:
            raise typer.BadParameter(_("One language at a time."), param_hint="--language")


@dataclass(eq=False, repr=False)
class TwoLanguageOptions(PrintOptions):
    """The same for a sheet that may be in two languages, or in several as a file for each."""

    separate: bool = Option(
        False, "--separate", help=N_("With --language several times: a sheet for each, in place of one in two.")
    )

    @property
    def _apart(self) -> bool:  # type: ignore[override]
        return self.separate

    def _may_be(self, languages: tuple[str, ...]) -> None:
        if len(languages) > 2 and not self.separate:
            raise typer.BadParameter(
                _("A sheet has room for 2 languages. For a sheet each: {option}", option="--separate"),
                param_hint="--language",
            )


@dataclass(eq=False, repr=False)
class WallPrintOptions(TwoLanguageOptions):
    """The same for a sheet that hangs on a wall."""

    paper: str | None = choice(
        None, "--paper", known=WALL_PAPERS, help="On which paper; a3-on-a4 is two sheets of A4, to tape together."
    )


@dataclass(eq=False, repr=False)
class ClearPrintOptions(PrintOptions):
    """The same for a sheet whose words have no Easy Read wording."""

    style: str = Option(
        "standard",
        "--style",
        metavar="|".join(CLEAR),
        parser=_clear,
        autocompletion=lambda: CLEAR,
        help="How large: 14, 18 or 24 points.",
    )


def picture_request(printing: PrintOptions) -> PrintRequest:
    """A chart by itself, as it was typed: into FILE, whose name says of which kind it is, or under its usual names.

    Raises BadParameter, and PeerkitError as `PrintOptions.request` does.
    """
    output = printing.output
    if output not in (None, STDOUT):
        not_ours(output, "chart.svg")
        if output.suffix.lower() not in (".svg", ".png"):
            raise typer.BadParameter("End the name of FILE in .svg or .png.", param_hint="--output")
    if printing.open and output == STDOUT:
        raise typer.BadParameter("Only a file can be opened. Name one.", param_hint="--open")
    return PrintRequest("chart", STYLES[printing.style], PAPERS["a4"], output, printing.force, printing.open)


def _form_of(output: Path, form: str | None) -> str | None:
    """The form that the name of a file says. Raises BadParameter where neither it nor `form` says one."""
    not_ours(output, "sheet.pdf")
    ending = output.suffix.lower()
    if ending == ".toml":
        raise typer.BadParameter(
            "Names that end in .toml are for what peerkit reads. Say another, such as: -o sheet.pdf",
            param_hint="--output",
        )
    if output.is_dir():
        raise PeerkitError(f"{shown(output)} is a folder. Nothing was changed.", "Name a file in it with -o FILE.")
    by_name = next((known for known, endings in FORMATS.items() if ending in endings), None)
    if by_name is None and form is None:
        endings = either(endings[0] for endings in FORMATS.values())
        raise typer.BadParameter(
            f"End the name of FILE in {endings}, or say which with --format.", param_hint="--output"
        )
    return by_name
