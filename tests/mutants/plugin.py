"""What pytest is told while mutants run: few examples, the same every time, none made smaller; quick tests first."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

settings.register_profile(
    "mutants",
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
)


@given(st.text())
@settings(max_examples=1)
def read_the_table_of_characters(_: str) -> None:
    """It takes longer than most tests: so once for all mutants, which are forked from the process that read it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what needs no hypothesis first: it finds most mutants in a millisecond."""
    read_the_table_of_characters()
    items.sort(key=lambda item: hasattr(item.obj, "hypothesis"))
