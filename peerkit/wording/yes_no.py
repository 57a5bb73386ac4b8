"""Yes and no, as people answer them."""

from peerkit.messages import _

YES = ("yes", "y", "ok", "aye")
NO = ("no", "n")


def yes_or_no(answer: str) -> bool:
    """Whether an answer means yes, in any letters. Raises ValueError where it is neither, with what to say."""
    if answer.lower() in (*YES, *NO):
        return answer.lower() in YES
    raise ValueError(_("Say yes or no."))
