"""Random agreements, and short ways to make one."""

import sys
from datetime import date
from typing import Any
from unicodedata import category

from hypothesis import strategies as st

from peerkit.agreements.agreement import Agreement, Option, Rule
from peerkit.agreements.kinds import RULES, Kind
from peerkit.border.validation import validate
from peerkit.wording.safe import replaced

UNSEEN = "".join(
    sign for sign in map(chr, range(sys.maxunicode + 1)) if not replaced(sign, "") and category(sign)[0] in "LM"
)
SEEN = st.characters(categories=["L", "M", "N", "P", "S"], exclude_characters=UNSEEN)
SPACE = st.sampled_from(" \u00a0\u2003")


def _words(between: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds("{}{}{}".format, SEEN, st.text(st.one_of(SEEN, between), max_size=30), SEEN)


lines = _words(SPACE)
texts = _words(SPACE | st.just("\n"))
options = st.builds(Option, text=texts, easy=st.none() | texts, name=st.none() | lines)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """A rule, now and then with a choice in it, open or made."""
    ways = draw(st.just([]) | st.lists(options, min_size=2, max_size=4))
    chosen = draw(st.none() | st.integers(1, len(ways))) if ways else None
    return Rule(
        text=draw(texts), value=draw(lines), topic=draw(st.none() | lines), easy=draw(st.none() | texts),
        option=tuple(ways), chosen=chosen,
    )  # fmt: skip


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    """An agreement with everything that one can have."""
    return Agreement(
        title=draw(lines),
        summary=draw(lines),
        language=draw(st.sampled_from(["en", "cy", "pt-BR"])),
        version=draw(st.none() | st.integers(1, 9999)),
        adopted=draw(st.none() | st.dates(date(2000, 1, 1), date(2999, 12, 31))),
        review=draw(st.none() | st.builds("{}-{:02}".format, st.integers(2000, 2999), st.integers(1, 12))),
        opening=draw(st.none() | texts),
        rule=tuple(draw(st.lists(rules(), min_size=1, max_size=5))),
    )


def read(data: dict[str, Any], kind: Kind = RULES) -> Agreement:
    """An agreement that can be read."""
    agreement, problems = validate(Agreement, data, kind.names)
    assert agreement is not None, problems
    return agreement


def of(*items: Rule | str, **more: Any) -> Agreement:
    """An agreement of these rules; a text alone is a rule for the sake of trust."""
    made = [Rule(text=item, value="Trust") if isinstance(item, str) else item for item in items]
    return Agreement(title="Ours", summary="What we agree.", rule=tuple(made), **more)


def choice(*ways: str, text: str = "How far does that go?", chosen: int | None = None, topic: str = "limits") -> Rule:
    """A rule with these options."""
    made = tuple(Option(text=way) for way in ways)
    return Rule(text=text, value="Trust", topic=topic, option=made, chosen=chosen)
