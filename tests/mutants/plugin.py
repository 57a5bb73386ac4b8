"""What pytest is told while mutants run: few examples, the same every time, none made smaller; quick tests first."""

import pytest
from hypothesis import Phase, settings

settings.register_profile(
    "mutants",
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Examples by hand die in a millisecond, those of hypothesis in a second."""
    items.sort(key=lambda item: hasattr(item.obj, "hypothesis"))
