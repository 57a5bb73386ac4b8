"""What every Easy Read draft says of itself."""

from peerkit.messages import _
from peerkit.printing.document import Callout
from peerkit.printing.pictures import credit
from peerkit.printing.text import own


def notice() -> Callout:
    """People with learning disabilities make Easy Read, too (domain notes, F2): until then it is a draft."""
    unchecked = _("People with learning disabilities have not checked it yet.")
    return Callout(own(_("This is an Easy Read draft.")), (own(unchecked), own(credit())))
