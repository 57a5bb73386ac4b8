"""Sheets in several languages: as one sheet in two, or as a file for each."""

from collections.abc import Callable, Sequence
from pathlib import Path

from peerkit.cli.sheets import delivery
from peerkit.cli.sheets.options import STDOUT, PrintRequest
from peerkit.cli.terminal.language import own_name
from peerkit.errors import PeerkitError
from peerkit.messages import ENGLISH, _, speaking
from peerkit.printing.document import Document
from peerkit.printing.render import rendered
from peerkit.printing.sheets.draft import labelled
from peerkit.printing.sheets.two import together
from peerkit.workspace.catalogues import catalogue
from peerkit.workspace.root import Root


def not_there() -> str:
    """What stands in the place of words that are the group's own, and not there in the language that is spoken."""
    return _("Not there in {language} yet.", language=own_name())


def in_each(
    root: Root, tags: Sequence[str], make: Callable[[str], Document], *, theirs: bool = False
) -> dict[str, Document]:
    """A sheet for each language, made while it is spoken; in a draft it says so, unless its words are `theirs`."""
    made = {}
    for tag in tags:
        with speaking(catalogue(tag, root) or ENGLISH):
            document = make(tag)
            made[tag] = document if theirs else labelled(document)
    return made


def deliver(made: dict[str, Document], root: Root, request: PrintRequest, stem: str, usual_paper: str = "a4") -> None:
    """One sheet in both languages, or each by itself where they are to be separate: all of them, or none.

    Raises PeerkitError where a file is in the way, or can't be written.
    """
    ready = {tag: delivery.with_pictures(document, root, request) for tag, document in made.items()}
    if not request.separate:
        first, second = ready.values()
        name = request.name_for("-".join((stem, *made)), usual_paper)
        delivery.deliver(together(first, second), request, name, theirs=True)
        return
    if request.output == STDOUT and request.form != "terminal":
        raise PeerkitError(_("Only one sheet at a time goes there."), _("Leave out {option}.", option="--separate"))
    to_terminal = request.form == "terminal" and request.output in (None, STDOUT)
    texts: dict[Path, str | bytes] = {}
    for tag, document in ready.items():
        path = request.name_for(f"{stem}-{tag}", usual_paper)
        if request.output is not None and not to_terminal:
            path = request.output.with_stem(f"{request.output.stem}-{tag}")
        texts[path] = rendered(document, request.form, request.style, request.paper)
    delivery.hand_over_all(texts, request, to_terminal=to_terminal)
