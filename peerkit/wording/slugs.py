"""A name made into one word, as it can be typed in any shell without quotes, and as a file can be called."""

import re
import unicodedata

LONGEST = 64
"""Characters of a stem: what an older file system and a heading in the counts have room for."""
STEM = re.compile(rf"[^\W_][\w-]{{0,{LONGEST - 1}}}")
"""What a template, a plan and a session may be called."""
_DEVICE = r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?"


def is_device(name: str) -> bool:
    """Whether Windows keeps a name for a device, and lets no file be called so, whatever its ending."""
    return re.fullmatch(_DEVICE, name) is not None


def slug(name: str) -> str:
    """`opening-round` for Opening round: lower-case letters and digits with hyphens between, or nothing."""
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKC", name).lower()).strip("-")


def stem(name: str) -> str:
    """The slug that plans and counts go by: at most LONGEST characters, and `session` where nothing is left."""
    return slug(name)[:LONGEST].rstrip("-") or "session"
