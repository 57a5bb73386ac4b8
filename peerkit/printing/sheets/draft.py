"""What every Easy Read sheet says of itself until people with learning disabilities have checked it."""

from peerkit.printing.document import Callout


def easy_read_notice() -> Callout:
    """The label of an Easy Read draft."""
    return Callout("Draft", ("People with learning disabilities have not checked this yet.",))
