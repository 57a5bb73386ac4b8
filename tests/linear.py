"""Whether text can be read aloud in order: what a screen reader stumbles over, in our own few words."""

import re
import unicodedata

DRAWING = ((0x2500, 0x259F), (0x2800, 0x28FF))
EMOJI = (0x1F000, 0x1FAFF)


def stumbles(output: bytes) -> list[str]:
    """Everything in `output` that is not linear text; empty when all is well."""
    found = []
    if re.search(rb"\r(?!\n)", output):
        found.append("a line is drawn again")
    try:
        text = output.replace(b"\r\n", b"\n").decode()
    except UnicodeDecodeError:
        return [*found, "not UTF-8"]
    if text and not text.endswith("\n"):
        found.append("no line end at the end")
    return found + sorted({f"{sign!a} {why}" for sign in text if (why := _wrong(sign))})


def _wrong(sign: str) -> str:
    code, kind = ord(sign), unicodedata.category(sign)
    if kind == "Cc" and sign not in "\t\n\r":
        return "control character"
    if any(low <= code <= high for low, high in DRAWING):
        return "drawing"
    if kind == "So" or EMOJI[0] <= code <= EMOJI[1]:
        return "symbol"
    return "invisible" if kind in ("Cf", "Co") else ""
