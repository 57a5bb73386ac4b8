"""What every Easy Read draft says of itself."""

from peerkit.printing.document import Callout

NOTICE = Callout(
    "This is an Easy Read draft.",
    (
        "People with learning disabilities have not checked it yet.",
        "There is room for a picture beside each idea.",
    ),
)
"""Easy Read is made together with people with learning disabilities (domain notes, F2): until then it is a draft."""
