"""Counts from other people's spreadsheets: what is taken, what is left alone, and what stops it."""

import csv
import datetime as dt
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.columns import COLUMNS, parts
from peerkit.errors import PeerkitError
from peerkit.tally import exchange, headings, ledger
from peerkit.tally.exchange import ImportedFile, ImportRequest, ImportWishes, Usual
from peerkit.tally.row import Row
from peerkit.workspace.root import Root

TODAY = dt.date(2026, 11, 26)
USUAL = Usual("weekly-circle", "in person")
DAY = dt.date(2026, 11, 19)


def found(folder: Path, content: str, name: str = "counts.csv", **chosen: str) -> ImportedFile:
    path = folder / name
    path.write_text(content)
    return read(path, **chosen)


def read(path: Path, **chosen: str) -> ImportedFile:
    (file,) = exchange.read(path, USUAL, ImportRequest(ImportWishes(TODAY), chosen))
    return file


def rows(folder: Path, content: str, **chosen: str) -> list[Row]:
    return [row for _, row in found(folder, content, **chosen).rows]


def refusal(folder: Path, content: str, **chosen: str) -> str:
    with pytest.raises(PeerkitError) as refused:
        found(folder, content, **chosen)
    assert refused.value.hint
    return f"{refused.value.message}\n{refused.value.hint}"


def test_columns_are_matched_by_their_names_in_any_order(tmp_path: Path) -> None:
    content = "Volunteers;Head Count;Room;DATE;NewPeople;Called off\n2;9;blue;19/11/2026;1;\n;;;12/11/2026;;yes\n"
    assert rows(tmp_path, content) == [
        Row(DAY, "weekly-circle", "in person", 9, parts(first_timers=1, volunteers=2)),
        Row(dt.date(2026, 11, 12), "weekly-circle", "in person", None, cancelled=True),
    ]


def test_a_file_that_peerkit_wrote_comes_back_as_it_is(tmp_path: Path) -> None:
    row = Row(DAY, "pairs", "online", 9, parts(first_timers=0, supporters=1))
    ledger.write(tmp_path / "theirs.csv", [row], ())
    assert rows(tmp_path, (tmp_path / "theirs.csv").read_text()) == [row]


def test_every_column_has_headings_and_each_heading_means_one_column() -> None:
    for column in COLUMNS:
        assert headings.column_of(column.name) == column.name
        for heading in column.headings:
            assert headings.plain(heading) == heading
            assert headings.column_of(heading.upper().replace(" ", "_")) == column.name
            assert headings.about_a_person(heading) is None


def test_a_heading_of_their_own_can_be_said(tmp_path: Path) -> None:
    content = "Date,Bums on seats\n2026-11-19,9\n"
    assert "no column that is known to be people" in refusal(tmp_path, content)
    assert rows(tmp_path, content, people="bums on SEATS")[0].people == 9


def test_a_heading_said_wrong_is_met_with_the_nearest(tmp_path: Path) -> None:
    said = refusal(tmp_path, "Date,Heads,Ann Smith\n2026-11-19,9,1\n", people="Head")
    assert 'has no column "Head"' in said
    assert '--map people="Heads"' in said
    assert "Ann" not in said


def test_a_heading_that_is_nearly_known_is_asked_about(tmp_path: Path) -> None:
    assert '--map people="Headcuont"' in refusal(tmp_path, "Date,Headcuont\n2026-11-19,9\n")


def test_of_two_columns_for_one_count_neither_is_guessed(tmp_path: Path) -> None:
    content = "Date,Attendance,Headcount\n2026-11-19,9,8\n"
    assert 'two columns that could be people: "Attendance" and "Headcount"' in refusal(tmp_path, content)
    assert rows(tmp_path, content, people="Headcount")[0].people == 8


@pytest.mark.parametrize(
    ("heading", "what"),
    [
        ("Name", "a name"), ("First name", "a name"), ("SURNAME", "a name"), ("LastName", "a name"),
        ("attendee_name", "a name"), ("Names of people", "a name"), ("Initials", "a name"), ("Prénom", "a name"),
        ("Who", "a name"), ("E-mail", "an e-mail address"), ("email address", "an e-mail address"),
        ("Emails", "an e-mail address"), ("Tel.", "a telephone number"), ("Telephone", "a telephone number"),
        ("Mobile no", "a telephone number"), ("phone number", "a telephone number"), ("Address", "an address"),
        ("Post code", "an address"), ("Postcode", "an address"), ("D.O.B.", "a date of birth"),
        ("Date of birth", "a date of birth"), ("DOB", "a date of birth"), ("Birthday", "a date of birth"),
    ],
)  # fmt: skip
def test_a_heading_about_a_person_stops_it_and_is_named(tmp_path: Path, heading: str, what: str) -> None:
    said = refusal(tmp_path, f"Date,People,{heading}\n2026-11-19,9,Zebedee\n")
    assert f'column C, "{heading}", is for {what}' in said
    assert "Zebedee" not in said


@pytest.mark.parametrize("heading", ["Group name", "Name of session", "Notes", "Room", "Contacted", "Hotel", "Whole"])
def test_a_heading_that_is_about_nobody_stops_nothing(tmp_path: Path, heading: str) -> None:
    assert found(tmp_path, f"Date,People,{heading}\n2026-11-19,9,Zebedee\n").others == 1


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("ann@example.org", "an e-mail address"), ("Ann <ann@example.org>", "an e-mail address"),
        ("07700 900123", "a telephone number"), ("+44 7700 900123", "a telephone number"),
        ("(01632) 960-123", "a telephone number"), ("ring her on 07700 900 123 please", "a telephone number"),
        ("01632.960.123", "a telephone number"), ("7700900123", "a telephone number"),
    ],
)  # fmt: skip
def test_a_cell_that_looks_like_a_contact_stops_it_in_any_column_and_is_not_repeated(
    tmp_path: Path, cell: str, what: str
) -> None:
    for line in (f'2026-11-19,9,"{cell}"', f'2026-11-19,"{cell}",', f'2026-11-19,9,,"{cell}"', f'"{cell}",9,'):
        said = refusal(tmp_path, f"Date,People,Notes\n2026-11-12,8,\n{line}\n")
        assert f"holds what looks like {what}, on line 3" in said
        assert cell not in said


def test_a_file_without_headings_whose_first_line_is_a_contact_does_not_repeat_it(tmp_path: Path) -> None:
    said = refusal(tmp_path, "2026-11-19,ann@example.org,9\n")
    assert "column B holds what looks like an e-mail address, on line 1" in said
    assert "ann@" not in said


@pytest.mark.parametrize(
    "cell",
    ["2026-11-19", "19/11/2026", "19.11.26", "20261119", "9", "1,250.00", "19:00-21:00", "room 12", "@home", "-"],
)
def test_a_cell_that_is_no_contact_stops_nothing(cell: str) -> None:
    assert headings.looks_like_contact(cell) is None


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), min_size=1, max_size=5),
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=5, max_size=12), max_size=6), max_size=6
    ),
)
def test_whatever_a_file_holds_no_cell_of_it_is_ever_repeated(head: list[str], lines: list[list[str]]) -> None:
    secret = [[f"Zebedee{cell}" for cell in line] for line in lines]
    text = io.StringIO()
    csv.writer(text).writerows([["Date", "People", *head], *secret])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "counts.csv"
        path.write_text(text.getvalue(), newline="")
        try:
            said = repr(read(path))
        except PeerkitError as error:
            said = f"{error.message}{error.hint}"
        assert "Zebedee" not in said


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("2026-11-19,nine,,", "people are a whole number"),
        ("2026-11-19,-9,,", 'people are a whole number, not "-9"'),
        ("2026-11-19,9.5,,", 'people are a whole number, not "9.5"'),
        ("2026-11-19,=9,,", 'people are a whole number, not "=9"'),
        ("2026-11-19,3,4,", "first-timers are more than people"),
        ("2026-02-30,3,,", "there is no such day"),
        ("2026-11-27,3,,", "2026-11-27 is still to come"),
        ("yesterday,3,,", "there is no day that can be read"),
        ("2026-11-19,3,,perhaps", "whether it was cancelled is yes or no"),
        ("2026-11-19,3,,yes", "people came, and it says that it did not take place"),
        ("2026-11-12,3,,", "2026-11-12 has other numbers on line 2"),
    ],
)
def test_a_line_that_is_no_count_is_named_and_left_out(tmp_path: Path, line: str, words: str) -> None:
    more = "2026-11-05,8,,\n2026-10-29,8,,no\n"
    file = found(tmp_path, f"Date,People,New,Cancelled\n2026-11-12,8,,\n{line}\n{more}")
    assert 3 not in [number for number, _row in file.rows]
    assert words in next(odd.why for odd in file.odd if odd.line == 3)


def test_a_file_of_which_more_is_odd_than_sure_is_refused_with_its_lines(tmp_path: Path) -> None:
    said = refusal(
        tmp_path, "Date,People\n2026-11-12,8\n2026-11-19,9?\n2026-10-29,~8\n2026-10-22,8\n2026-10-15,9,\n2026-10-15,8\n"
    )
    assert said.startswith('counts.csv: line 3: people are a whole number, not "9?".\ncounts.csv: line 4: ')


def test_what_is_here_already_is_skipped_and_other_numbers_stay_as_they_are(tmp_path: Path) -> None:
    root = Root(tmp_path, "")
    here = [Row(DAY, "weekly-circle", "in person", 9), Row(dt.date(2026, 11, 12), "weekly-circle", "in person", 7)]
    ledger.write(root.ledger, here, ())
    content = "Date,People\n2026-11-05,4\n2026-11-12,8\n2026-11-19,9\n"
    new = exchange.sort(root, [found(tmp_path, content), found(tmp_path, content)])
    assert [row.people for row in new.new] == [4]
    assert [(old.people, other.people) for old, other in new.other] == [(7, 8)]
    assert new.same == 1 + 3
    assert ledger.add_all(root, new.new) == 1
    assert ledger.add_all(root, new.new) == 0
    assert [row.people for row in ledger.read(root)] == [4, 7, 9]


def test_two_files_that_disagree_are_refused_with_both_lines(tmp_path: Path) -> None:
    files = [found(tmp_path, f"Date,People\n2026-11-05,{people}\n", f"{people}.csv") for people in (4, 5)]
    with pytest.raises(PeerkitError, match=r"5\.csv: line 2: line 2 of 4\.csv has other numbers"):
        exchange.sort(Root(tmp_path, ""), files)


def test_two_unsettled_dates_are_asked_back_as_in_the_counts_themselves(tmp_path: Path) -> None:
    assert "can be read in two ways" in refusal(tmp_path, "Date,People\n01/11/2026,4\n")


def test_notes_over_several_lines_are_left_alone_and_later_lines_keep_their_numbers(tmp_path: Path) -> None:
    file = found(tmp_path, 'Date,People,Notes\n2026-11-05,4,"one\ntwo\nthree"\n2026-11-12,x,\n2026-10-29,5,\n')
    assert [odd.line for odd in file.odd] == [5]


@pytest.mark.parametrize(("content", "words"), [("", "no column"), ("\n\n", "no column"), ("\x00\x01", "is not text")])
def test_a_foreign_file_is_refused(tmp_path: Path, content: str, words: str) -> None:
    assert words in refusal(tmp_path, content)


@pytest.mark.parametrize(
    "heading",
    ["Attendee", "Participant", "Member", "Person", "Client", "First", "Known as", "Init.", "N.A.M.E", "Next of kin",
     "Naam", "Имя", "Contacts", "Mob", "Ph", "Cell", "Telefonnummer", "Addr", "Anschrift", "PLZ", "Geboortedatum",
     "Courriel"],
)  # fmt: skip
def test_other_words_for_a_person_are_known_too(heading: str) -> None:
    from peerkit.tally.headings import about_a_person

    assert about_a_person(heading)


@pytest.mark.parametrize(
    "heading", ["First timers", "New people", "Participants", "When", "Members present today: how many"]
)
def test_a_heading_that_counts_is_none_of_them(heading: str) -> None:
    from peerkit.tally.headings import about_a_person, column_of

    assert column_of(heading) is None or about_a_person(heading) is None


@pytest.mark.parametrize(
    "cell", ["Anna 0161.496.0000", "0161\u2013496\u20130000", "ring Anna 7700 900123", "anna(at)example.org"]
)
def test_other_ways_to_write_a_number_or_an_address_are_seen(cell: str) -> None:
    from peerkit.tally.headings import looks_like_contact

    assert looks_like_contact(cell)


@pytest.mark.parametrize(
    ("cells", "counted"),
    [(("yes", "no"), None), (("Zoom", ""), None), (("4", ""), 4), (("", ""), None), (("4", "2"), 4)],
)
def test_a_column_called_online_counts_people_only_where_it_holds_numbers(
    tmp_path: Path, cells: tuple[str, str], counted: int | None
) -> None:
    lines = [f"2026-11-{day},9,both,{cell}\n" for day, cell in zip((12, 19), cells, strict=True)]
    file = found(tmp_path, "Date,People,Format,Online\n" + "".join(lines))
    assert file.rows[0][1].parts == parts(online=counted)
    assert file.others == (not any(map(str.isdecimal, cells)))


@pytest.mark.parametrize("cell", ["2026-04-01", "01/04/2026", "19.11.2026", "12", "1,024", "9 people"])
def test_a_date_or_a_count_is_no_number_to_ring(cell: str) -> None:
    from peerkit.tally.headings import looks_like_contact

    assert looks_like_contact(cell) is None
