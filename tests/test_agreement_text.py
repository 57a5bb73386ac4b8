"""What a group chose is put into the text of its own file, and what it wrote beside it stays."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.agreements.agreement import Agreement, Rule
from peerkit.agreements.kinds import KINDS, RULES, Kind
from peerkit.agreements.stored import as_text
from peerkit.cli.app import main
from peerkit.workspace.agreement_text import rewritten
from peerkit.workspace.toml import statements, tables
from tests.agreeing import agreements, lines, of, read, rules, texts
from tests.tries import tries

OURS = """\
# Ours.
title = "Ours"  # for now
summary = "What we agree."

# Of talking

# Equal turns matter to us.
[[rule]]
value = "Fairness"   # the value first
topic = "time"
# decided in May
text = "Everybody has the same time."

[[rule]]
topic = "limits"
text = "How far?"
value = "Trust"
[[rule.option]]
text = "Far."
# the second way
[[rule.option]]
text = "Not far."

# Of washing up

# We argued about this.
[[rule]]
text = "We wash up."
value = "Care"

# The end.
"""


@st.composite
def choosing(draw: st.DrawFn) -> tuple[Agreement, Agreement, set[int]]:
    """An agreement, what became of it, and which of its rules were struck."""
    before = draw(agreements())
    before = replace(
        before,
        rule=tuple(replace(rule, topic=f"{at} {rule.topic or ''}".strip()) for at, rule in enumerate(before.rule)),
    )
    found: list[Rule] = []
    struck: set[int] = set()
    for place, rule in enumerate(before.rule):
        found += draw(st.lists(rules(), max_size=1))
        what = draw(st.sampled_from(["keep", "keep", "strike", "text", "reword", "decide"]))
        if what == "strike":
            struck.add(place)
        elif what == "text":
            found.append(Rule(text=draw(texts), value=draw(lines), topic=rule.topic))
        elif what == "reword":
            found.append(replace(draw(rules()), topic=rule.topic))
        elif what == "decide" and rule.option:
            found.append(replace(rule, chosen=draw(st.none() | st.integers(1, len(rule.option)))))
        else:
            found.append(rule)
    found += draw(st.lists(rules(), min_size=not found, max_size=2))
    title = draw(st.sampled_from([before.title, "Another"]))
    return before, replace(before, title=title, version=None, adopted=None, rule=tuple(found)), struck


@tries(0.5)
@given(choosing(), st.sampled_from(KINDS), st.data())
def test_whatever_was_chosen_the_file_says_it_and_keeps_every_comment_of_what_was_not_struck(chosen, kind, data):
    before, after, struck = chosen
    text = as_text(before, kind)
    starts = [number for number, _ in statements(text)]
    kept, place, written = [], -1, []
    for number, line in enumerate(text.split("\n"), start=1):
        if number in starts and data.draw(st.booleans()):
            comment, blank = (
                f"{data.draw(st.sampled_from(['', '  ']))}# note {number} [[rule]]",
                data.draw(st.booleans()),
            )
            written += [comment, ""] if blank else [comment]
            ahead = place + line.startswith(f"[[{kind.table}]]") * (not blank)
            kept += [] if ahead in struck else [comment]
        place += line.startswith(f"[[{kind.table}]]")
        written.append(line)
    end = data.draw(st.sampled_from(["\n", "\r\n"]))
    made = rewritten(end.join(written), after, kind)
    assert read(tables(made.replace("\r\n", "\n"), ""), kind) == after
    there = made.splitlines()
    assert [line for line in there if line in kept] == kept
    assert made.count("\r\n") in (0, made.count("\n"))


def test_the_comments_of_a_rule_that_was_struck_go_with_it_and_those_that_stand_alone_stay():
    before = read(tables(OURS, ""))
    kept = rewritten(OURS, replace(before, rule=before.rule[:2]), RULES)
    assert kept == OURS[: OURS.index("# We argued")] + "\n# The end.\n"
    first = OURS.index("# Equal turns")
    below = rewritten(OURS, replace(before, rule=before.rule[1:]), RULES)
    assert below == OURS[:first] + OURS[OURS.index('\n[[rule]]\ntopic = "limits"') :]


def test_what_is_decided_changes_one_line():
    before = read(tables(OURS, ""))
    after = replace(before, rule=(before.rule[0], replace(before.rule[1], chosen=2), before.rule[2]))
    assert rewritten(OURS, after, RULES) == OURS.replace('value = "Trust"\n', 'value = "Trust"\nchosen = 2\n')


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_can_t_be_changed_piece_by_piece_keeps_its_comments_at_the_top(kind: Kind):
    text = (
        f'# ours\n{kind.table} = [{{ text = "A", {kind.key("value")} = "Trust" }}] # one\n'
        '# end\ntitle = "Ours"\nsummary = "S"\n'
    )
    after = of("A", "B")
    made = rewritten(text, after, kind)
    assert read(tables(made, ""), kind) == after
    assert made.startswith("# ours\n# end\n")


def test_choosing_keeps_what_the_group_wrote_beside_its_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    file = tmp_path / "templates" / "agreements" / "ground-rules.toml"
    file.parent.mkdir(parents=True)
    file.write_text(OURS)
    assert main(["rules", "choose", "--choice", "limits=2", "--add", "We listen."]) == 0
    added = '\n[[rule]]\ntext = "We listen."\nvalue = "What matters to us"\n'
    assert file.read_text() == OURS.replace('value = "Trust"\n', 'value = "Trust"\nchosen = 2\n').replace(
        "\n# The end.", f"{added}\n# The end."
    )
    assert main(["rules", "choose", "theirs", "--from", "ground-rules", "--strike", "time"]) == 0
    assert "# We argued about this." in (file.parent / "theirs.toml").read_text()
