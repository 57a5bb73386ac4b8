"""What looks like somebody's e-mail address or telephone number, where a text is for everyone to read."""

import re

_SIGN = r"[^\s<>()\"',;:@]"
_ADDRESS = rf"(?<!{_SIGN}){_SIGN}+@{_SIGN}+"
_NUMBER = r"(?:\+|\b0)\d(?:[\s().-]*\d){8,}"
"""A telephone number as it is written in the UK or with its country."""


def addresses(text: str) -> list[str]:
    """Each e-mail address, as it stands."""
    return [found.rstrip(".!?") for found in re.findall(_ADDRESS, text)]


def numbers(text: str) -> list[str]:
    """Each telephone number, as it stands."""
    return re.findall(_NUMBER, text)


_MOBILE = r"(?a)(?:\+44|\b0044|\b0)[\s()0-]*7(?:[\s()-]*[0-9]){9}(?![0-9])"
_HOME = (
    r"(?i)\b(?:my|our|his|her|their|\w+['\u2019]s)(?: own)? (?:house|home|flat|place|kitchen|(?:living|front) room)\b"
    r"|\bat (?:home|mine|ours)\b|\b(?:flat|apartment) \d+\w?\b"
)


def mobiles(text: str) -> list[str]:
    """Each mobile number of the United Kingdom, as it stands."""
    return re.findall(_MOBILE, text)


def homes(text: str) -> list[str]:
    """What looks as if a group met where somebody lives."""
    return re.findall(_HOME, text)
