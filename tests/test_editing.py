"""A file that somebody wrote gets other values, and all else in it stays as it was written."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.errors import PeerkitError
from peerkit.workspace.editing import edited

REFUSED = PeerkitError("This can't be changed.")
SIGNS = st.text(st.sampled_from("aé #=[]{}'\\"), max_size=6)
LINES = '"""\n# no comment\n[group]\nversion = 9\n"""'
VALUES = ["1", "true", '"a"', "'# b'", LINES, "2026-01-01", "{a=1}"]
LISTS = ["[]", "['a', 'b']", '["a", # one\n]', "[\n'a'\n]"]
Piece = tuple[str, str]


@st.composite
def files(draw: st.DrawFn) -> list[Piece]:
    """A file as people write one, in pieces: the place of a key with its line, or no place with a comment."""
    pieces: list[Piece] = []

    def some(table: str, *names: str) -> None:
        for name in draw(st.lists(st.sampled_from(names), unique=True)):
            comment()
            key = draw(st.sampled_from([name, f'"{name}"', f"'{name}'"]))
            value = draw(st.sampled_from(LISTS if name == "lines" else VALUES))
            blank, after = (
                draw(st.sampled_from(["", " ", "\t"])),
                draw(st.sampled_from(["", "  ", f" # {draw(SIGNS)}"])),
            )
            pieces.append((table + name, f"{blank}{key}{blank}={blank}{value}{after}\n"))
        comment()

    def comment() -> None:
        pieces.append(("", draw(st.sampled_from(["", "\n", "# {}\n", "  # {}\n", "\n# {}\n\n"])).format(draw(SIGNS))))

    some("", "title", "version", "review", "summary")
    for table in draw(st.lists(st.sampled_from(["group", "words", "support"]), unique=True)):
        pieces.append(("", f"[{table}]\n"))
        some(f"{table}.", "name", "when", "lines")
    for _ in range(draw(st.integers(0, 2))):
        pieces.append(("", "[[rule]]\n"))
        some("rule.", "text", "version")
    return [
        (place, text.replace("\n", line_end))
        for line_end in [draw(st.sampled_from(["\n", "\r\n"]))]
        for place, text in pieces
    ]


TOP = st.fixed_dictionaries({}, optional={
    "title": st.just('Our "own"'), "version": st.integers(1, 9999), "adopted": st.just(date(2026, 11, 24)),
    "review": st.sampled_from([None, "2027-05"]),
})  # fmt: skip
TABLES = st.fixed_dictionaries({}, optional={
    "group.name": st.just("Circle"), "group.when": st.sampled_from([None, "Tuesdays"]),
    "support.lines": st.lists(st.just("Breathe."), max_size=3),
})  # fmt: skip


@given(files(), TOP, TABLES, st.booleans())
def test_another_value_changes_nothing_else_and_every_comment_stays_in_its_order(pieces, top, tables, ends):
    text, changes = "".join(text for _, text in pieces), {**top, **tables}
    text = text if ends else text.rstrip("\r\n")
    after = edited(text, changes, REFUSED, after="title")
    wanted = tomllib.loads(text)
    for place, value in changes.items():
        *table, key = place.split(".")
        inside = wanted.setdefault(table[0], {}) if table else wanted
        inside.pop(key, None)
        if value is not None:
            inside[key] = value
    assert tomllib.loads(after) == wanted
    at = 0
    for place, piece in pieces:
        if place not in changes:
            at = after.index(piece.strip(), at) + len(piece.strip())
    assert after.count("\r\n") in (0, after.count("\n"))


def test_a_new_key_stands_below_the_one_that_is_named_or_the_last_of_its_table():
    text = '# ours\ntitle = "Ours" # for now\nlanguage = "en"\n\n# first\n[group]\nname = "a"\n\n# then\n[words]\n'
    changes = {"version": 1, "group.when": "Tuesdays", "group.where": "Here", "words.peer": "mate"}
    assert edited(text, changes, REFUSED, after="title").splitlines() == [
        "# ours", 'title = "Ours" # for now', "version = 1", 'language = "en"', "", "# first", "[group]", 'name = "a"',
        'when = "Tuesdays"', 'where = "Here"', "", "# then", "[words]", 'peer = "mate"',
    ]  # fmt: skip


def test_a_value_that_is_there_is_changed_in_its_place():
    text = (
        'title = """\nOurs"""  # for now\n"rev\\u0069ew" = "2027-05"\n[support]\nlines = [ # two\n  # one\n  "a",\n]\n'
    )
    assert edited(text, {"title": "Yours", "review": None, "support.lines": ["b", "c"]}, REFUSED).splitlines() == [
        'title = "Yours"  # for now', "[support]", "lines = [ # two", "  # one", '  "b",', '  "c"', "]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["{version}", "version = ", "title = 1\ntitle = 2"],
)
def test_a_text_that_can_t_be_changed_and_kept_is_refused(text):
    with pytest.raises(PeerkitError, match="can't be changed"):
        edited(text, {"version": 1}, REFUSED)


@pytest.mark.parametrize(
    "rest",
    [
        "[[block]]\nname = 'One'\n\n[people]\nmin = 3\n\n[[block]]\nname = 'Two'\n",
        "[[ block ]]\nname = 'One'\n\n[[block]]\nname = 'Two'\n",
        '[["rule"]]\ntext = "[a"\n[[rule . option]]\ntext = 1\n[[rule.option]]\ntext = 2 ',
    ],
)
def test_tables_may_be_written_in_any_way_where_a_key_above_them_changes(rest):
    head = 'title = "Old" # ours\nscript = """\n[no table]\n"""\n\n'
    assert edited(head + rest, {"title": "New"}, REFUSED).strip() == (head.replace("Old", "New") + rest).strip()


def test_a_last_line_may_end_in_a_space():
    assert edited('[group]\nwhere = "x" ', {"group.name": "N"}, REFUSED) == '[group]\nwhere = "x"\nname = "N"\n'
