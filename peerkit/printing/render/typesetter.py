"""typst, which makes PDF and pictures, and has no wheel for every computer."""

from types import ModuleType

from peerkit.errors import PeerkitError
from peerkit.messages import _


def typesetter() -> ModuleType:
    """The module. Raises PeerkitError with what to do instead, where this computer has none."""
    try:
        import typst
    except ImportError:
        raise PeerkitError(
            _("This computer has no typst, and PDF and pictures are made by it. Nothing was written."),
            _("A web page prints as well: add {option}, open the file in a browser, and print it.",
              option="--format html"),
        ) from None  # fmt: skip
    return typst
