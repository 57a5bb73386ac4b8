"""How often hypothesis tries something: as often as the profile says, or more where a try is cheap and less where dear.

Profiles are `modest`, where none is named, `ci` for every change, and `long` before a release: see conftest.py.
"""

from typing import Any

from hypothesis import settings


def tries(times: float, **others: Any) -> settings:
    """So many times as often as the profile says, and ten times at least."""
    return settings(max_examples=max(10, round(settings().max_examples * times)), **others)
