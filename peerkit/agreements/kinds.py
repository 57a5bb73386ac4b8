"""What a group agrees on: ground rules, or the values of a charter. One mechanism, two sets of words."""

from typing import NamedTuple

from peerkit.messages import _
from peerkit.values import Names, numbered


class Kind(NamedTuple):
    """How one of them is called, in files, on the command line and in sentences.

    `folder` lies in `templates/`; `names` are the fields for which its files have a key of another name. `bank` is
    the file of wordings to choose from. `command` is the noun that is typed, `usual` the name that is meant when none
    is. `one` and `many` are what a single item is called, `whole` and `wholes` what all of them together are.
    """

    folder: str
    names: Names
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

    @property
    def not_kept(self) -> str:
        """That the text of a version is not kept here."""
        if self is CHARTER:
            return _("The text of that charter is not kept here, so nobody can tell whether this is it.")
        return _("The text of that agreement is not kept here, so nobody can tell whether this is it.")

    @property
    def table(self) -> str:
        """What stands between `[[ ]]`."""
        return self.key("rule")

    def key(self, field: str) -> str:
        """The key of the file that fills a field."""
        return dict(self.names).get(field, field)

    def place(self, *keys: str | int) -> str:
        """`rule 3.text`, `rule 3.option 2.text`: counted from 1, as people count, and named as the file has it."""
        words: list[str] = []
        for key in keys:
            words[len(words) - isinstance(key, int) :] = [
                numbered(words[-1], key) if isinstance(key, int) else self.key(key)
            ]
        return ".".join(words)


RULES = Kind("agreements", (), "ground-rules", "rules", "ground-rules", "rule", "rules", "agreement", "agreements")
CHARTER = Kind(
    "charters",
    (("rule", "value"), ("value", "name")),
    "values",
    "charter",
    "peer-support",
    "value",
    "values",
    "charter",
    "charters",
)
KINDS = (RULES, CHARTER)
