"""What looks like somebody's e-mail address or telephone number, where a text is for everyone to read."""

import re

_SIGN = r"[^\s<>()\"',;:@]"
_ADDRESS = re.compile(rf"(?<!{_SIGN}){_SIGN}+@{_SIGN}+")
_NUMBER = re.compile(r"(?:\+|\b0)\d(?:[\s().-]*\d){8,}")
"""A telephone number as it is written in the UK or with its country."""


def addresses(text: str) -> list[str]:
    """Each e-mail address, as it stands."""
    return [found.rstrip(".!?") for found in _ADDRESS.findall(text)]


def numbers(text: str) -> list[str]:
    """Each telephone number, as it stands."""
    return _NUMBER.findall(text)
