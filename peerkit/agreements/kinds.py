"""What a group agrees on: ground rules, or the values of a charter. One mechanism, two sets of words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """How one of them is called, in files, on the command line and in sentences.

    `folder` lies in `templates/`; `table` is what stands between `[[ ]]`; `names` maps keys of that table to the
    fields of a Rule. `bank` is the file of wordings to choose from. `command` is the noun that is typed, `usual` the
    name that is meant when none is. `one` and `many` are what a single item is called, `whole` and `wholes` what all
    of them together are.
    """

    folder: str
    table: str
    names: tuple[tuple[str, str], ...]
    bank: str
    command: str
    usual: str
    one: str
    many: str
    whole: str
    wholes: str

    def unless_usual(self, name: str) -> str:
        """What must be typed for it to be meant: nothing where it is meant anyway."""
        return "" if name == self.usual else name

    def field(self, key: str) -> str:
        """The field of a Rule that a key of the file fills."""
        return dict(self.names).get(key, key)

    def key(self, field: str) -> str:
        """The key of the file that fills a field of a Rule."""
        return {inner: outer for outer, inner in self.names}.get(field, field)


RULES = Kind(
    "agreements", "rule", (), "ground-rules", "rules", "ground-rules", "rule", "rules", "agreement", "agreements"
)
CHARTER = Kind(
    "charters",
    "value",
    (("name", "value"),),
    "values",
    "charter",
    "peer-support",
    "value",
    "values",
    "charter",
    "charters",
)
KINDS = (RULES, CHARTER)
