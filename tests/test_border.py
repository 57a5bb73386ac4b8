"""Files and the values in them: what ships is read unchecked, so it is checked here, and both ways come to the same."""

import pytest

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.bank import Bank
from peerkit.agreements.kinds import CHARTER, RULES
from peerkit.border.validation import validate
from peerkit.leaflets.booklet import Booklet
from peerkit.leaflets.flyer import Flyer
from peerkit.leaflets.numbers import Numbers
from peerkit.messages import speaking
from peerkit.planning.template import Template
from peerkit.values import dump, load
from peerkit.words import Words
from peerkit.workspace.builtin import builtin_templates
from peerkit.workspace.catalogues import catalogue
from peerkit.workspace.files import read_toml
from peerkit.workspace.sorts import LONGEST_WORD

KINDS = {
    "sessions": (Template, ()),
    "agreements": (Agreement, RULES.names),
    "charters": (Agreement, CHARTER.names),
    "bank": (Bank, ()),
    "flyers": (Flyer, ()),
    "numbers": (Numbers, ()),
    "booklets": (Booklet, ()),
}
SHIPPED = sorted(builtin_templates().glob("*/*.toml"))
# a plural that is not given takes an s
LONGEST = Words(**dict.fromkeys(Words._fields, "w" * (LONGEST_WORD + 1)))
shipped = pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")


@shipped
@pytest.mark.parametrize("words", [Words(), LONGEST], ids=["as it is", "in the longest words of a group"])
def test_what_ships_can_be_validated_in_any_groups_words_and_comes_to_what_is_loaded(path, words):
    kind, names = KINDS[path.parent.name]
    data = words.fill_in(read_toml(path))
    assert validate(kind, data, names) == (load(kind, data, names), [])


@shipped
def test_a_value_written_and_read_is_the_same(path):
    kind, names = KINDS[path.parent.name]
    value = load(kind, read_toml(path), names)
    for defaults in (True, False):
        assert load(kind, dump(value, names, defaults=defaults), names) == value


def test_a_missing_table_is_asked_for_as_a_table():
    _, problems = validate(Template, {"title": "x", "summary": "x", "minutes": {}, "people": {}})
    assert problems[-1].suggestion == "Add [[block]] and what belongs to it."


def test_a_list_of_wrong_items_is_not_called_too_short_as_well():
    _, problems = validate(Bank, {"title": "x", "topic": [3]})
    assert [(problem.place, problem.reason) for problem in problems] == [
        ("topic 1", "This is a table of keys and values.")
    ]


def test_what_is_wrong_in_a_file_is_told_in_one_language() -> None:
    with speaking(catalogue("es")):
        _value, found = validate(Template, {"langage": "es"})
    assert [f"{each.reason} {each.suggestion}" for each in found if each.code == "unknown-key"] == [
        "langage is not a key here. Did you mean language?"
    ]
