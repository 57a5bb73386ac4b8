"""Scripts and styles without what only whoever changes them reads: comments, indents, empty lines, spaces at signs."""

import re
from collections.abc import Iterable
from importlib.resources import files

_FOR_READERS = re.compile(
    r"""(?P<text>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`[^`]*`)"""
    r"""|^\n|^[ ]*//[^\n]*\n|[ ]+//[ ][^\n]*|^[ ]*/\*.*?\*/\n|^[ ]+|[ ]*(?P<sign>[=,;:?{}()&|<>*\[\]])[ ]*""",
    re.MULTILINE | re.DOTALL,
)
_AROUND = re.compile(r"^[ ]+|[ ]*([{},;])[ ]*|(?<=[a-z]): (?=\S)", re.MULTILINE)


def script(names: Iterable[str]) -> str:
    """These scripts of the room, one after the other. A template literal in them holds no other one."""
    source = "\n".join(map(part, names))
    return _FOR_READERS.sub(lambda found: found["text"] or found["sign"] or "", source)


def style(name: str) -> str:
    """A style of the room."""
    return _AROUND.sub(lambda found: found[1] or (":" if found[0].strip() else ""), part(name))


def part(name: str) -> str:
    """A file of the room."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8").rstrip("\n")
