"""Figures of other scripts: whoever types ٣ or ३ means 3. What peerkit writes has the figures of ASCII alone."""

import unicodedata


def ascii_figures(typed: str) -> str:
    """What was typed, each decimal figure of any script as 0 to 9, and everything else as it is."""
    if typed.isascii():
        return typed
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in typed)
