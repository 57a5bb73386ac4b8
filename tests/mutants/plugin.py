"""What pytest is told while mutants run: few examples, the same every time, none made smaller; quick tests first."""

import gc
import json
from functools import cache
from pathlib import Path

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
    """It takes longer than most tests."""


@cache
def once_for_all_mutants() -> None:
    """Do what the process does from which they are forked: what is there then is never looked through for garbage."""
    read_the_table_of_characters()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put first what took least, as mutmut measured it before there was any mutant: it finds most in a millisecond."""
    once_for_all_mutants()
    measured = Path("mutmut-stats.json")
    took = json.loads(measured.read_text())["duration_by_test"] if measured.exists() else {}
    items.sort(key=lambda item: took.get(item.nodeid, 0))
