"""A translation is spelt as dictionaries spell it, where there is one."""

import pytest

from tests.spelling import DICTIONARIES, unknown


@pytest.mark.outside("hunspell")
@pytest.mark.parametrize("tag", DICTIONARIES)
def test_every_word_of_a_translation_is_in_a_dictionary(tag: str) -> None:
    assert unknown(tag) == set(), f"Mend it, or where it is right put it into tests/spelling/{tag}.txt"
