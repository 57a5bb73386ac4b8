"""What every Easy Read draft says of itself."""

from peerkit.printing.document import Callout
from peerkit.printing.pictures import CREDIT

NOTICE = Callout(
    "This is an Easy Read draft.",
    (
        "People with learning disabilities have not checked it yet.",
        CREDIT,
    ),
)
"""Easy Read is made together with people with learning disabilities (domain notes, F2): until then it is a draft."""
