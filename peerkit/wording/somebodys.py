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


_MOBILE = re.compile(r"(?:\+44|\b0044|\b0)[\s()0-]*7(?:[\s()-]*[0-9]){9}(?![0-9])", re.ASCII)
_HOME = re.compile(
    r"\b(?:my|our|his|her|their|\w+['\u2019]s)(?: own)? (?:house|home|flat|place|kitchen|(?:living|front) room)\b"
    r"|\bat (?:home|mine|ours)\b|\b(?:flat|apartment) \d+\w?\b",
    re.IGNORECASE,
)


def mobiles(text: str) -> list[str]:
    """Each mobile number of the United Kingdom, as it stands."""
    return _MOBILE.findall(text)


def homes(text: str) -> list[str]:
    """What looks as if a group met where somebody lives."""
    return _HOME.findall(text)
