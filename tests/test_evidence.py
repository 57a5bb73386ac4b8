"""Evidence for a funder: made from shared figures alone, understood without being told, and nobody in it."""

import datetime as dt
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.printing.document import Chart, Table
from peerkit.printing.render.html import html
from peerkit.printing.render.markdown import markdown
from peerkit.printing.render.picture import picture
from peerkit.printing.render.terminal import terminal
from peerkit.printing.sheets.evidence import picture as picture_of
from peerkit.printing.sheets.evidence import sheet
from peerkit.tally.answers import WORDS, answers
from peerkit.tally.disclosure import Figure
from peerkit.tally.evidence import (
    Evidence,
    FirstTimers,
    GroupVoice,
    Kinds,
    Statement,
    a_year_before,
    about_each_time,
    added_up,
    remarks,
)
from peerkit.tally.periods import Period, Year, named, uncovered
from peerkit.words import Words
from tests.hostile import HOSTILE
from tests.judges import chromium
from tests.linear import stumbles

UNCOUNTED = "We do not record who comes, so we cannot say how many different people came."
EVERYONE = "Visits count everyone in the room, whoever helps too, to the nearest 5."
TEN_TIMES = "Someone who comes ten times makes ten visits."
NOTE = (
    'How to read these figures. "Visits" counts everyone in the room, added up over all the sessions. '
    "Someone who comes every week is counted every week, so visits are not a number of different people. "
    "Visits are rounded to the nearest 5, and totals add up the rounded figures. Numbers of sessions are exact. "
    "We give visits only for a period with at least three sessions, eight visits, and three people at one session. "
    'Otherwise it says "not shown", which does not mean none. Each session is counted in one figure only, so that '
    "files cannot be compared to find a single session. Nobody signs in, and no names were used to make these figures."
)
"""Word for word as disclosure.md has it."""
ON_THE_PAGE = NOTE.removeprefix("How to read these figures. ")
ALL_SHOWN = ON_THE_PAGE.replace('Otherwise it says "not shown", which does not mean none. ', "")
STATISTICS = re.compile(
    r"\b(averages?|means? of|median|percent\w*|per cent|statistic\w*|data|dataset|sample|rate|ratio|aggregat\w*|"
    r"suppress\w*|disclos\w*|cohort|attendees?|beneficiar\w*|n =|unique|headcounts?|threshold|anonymi\w*)\b|%",
    re.IGNORECASE,
)


def quarter(number: int, held: int, cancelled: int, visits: int | None, year: int = 2026) -> Figure:
    return Figure(Year().containing(dt.date(year, 3 * number - 2, 1), "quarter"), held, cancelled, visits)


SPRING, SUMMER, AUTUMN = quarter(2, 13, 0, 80), quarter(3, 9, 4, 45), quarter(4, 12, 1, 95)
HIDDEN = quarter(3, 3, 0, None)
NONE_HELD = quarter(3, 0, 2, 0)
STATEMENT = Statement(
    ("We have met in the library every Thursday since 2019.", "Nobody has to speak."),
    "Losing somebody close to us",
    "People who come to the group; we take turns",
)
YEAR = Evidence((quarter(1, 12, 1, 75), SPRING, SUMMER, AUTUMN), "Thursday circle", STATEMENT)


def texts(evidence: Evidence) -> dict[str, str]:
    document = sheet(evidence)
    return {"terminal": terminal(document), "markdown": markdown(document), "html": html(document)}


def pasted(evidence: Evidence) -> str:
    return "\n".join(text for answer in answers(evidence) for text in answer.paragraphs)


def test_everything_is_added_up_from_printed_figures() -> None:
    assert (YEAR.held, YEAR.cancelled, YEAR.visits, YEAR.each_time) == (46, 6, 295, 6)
    assert YEAR.period == Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31))


@pytest.mark.parametrize(
    ("visits", "held", "each"), [(80, 13, 6), (10, 4, 3), (10, 7, 1), (35, 10, 4), (5000, 3, 1667)]
)
def test_about_how_many_came_each_time_is_printed_visits_over_sessions_held(visits: int, held: int, each: int) -> None:
    assert about_each_time([quarter(1, held, 9, visits)]) == each


def test_a_period_not_shown_is_in_no_total_and_in_no_number_of_people() -> None:
    evidence = Evidence((SPRING, HIDDEN, AUTUMN))
    assert (evidence.visits, evidence.each_time) == (175, 7)
    assert evidence.not_shown == (HIDDEN.period,)
    assert evidence.held == 28


def test_a_period_without_a_session_has_no_visits_and_changes_no_number_of_people() -> None:
    evidence = Evidence((SPRING, NONE_HELD))
    assert (evidence.visits, evidence.each_time, evidence.cancelled) == (80, 6, 2)


def test_where_nothing_is_shown_there_are_no_visits_rather_than_none() -> None:
    assert (Evidence((HIDDEN,)).visits, Evidence((HIDDEN,)).each_time) == (None, None)
    assert (Evidence((NONE_HELD,)).visits, Evidence((NONE_HELD,)).each_time) == (0, None)


@pytest.mark.parametrize("figures", [(), (SUMMER, SPRING), (SPRING, SPRING)])
def test_figures_that_are_missing_or_count_a_day_twice_are_refused(figures: tuple) -> None:
    with pytest.raises(ValueError, match="figure"):
        Evidence(figures)


def test_neighbours_of_one_half_year_become_one_figure() -> None:
    rows = added_up(YEAR.figures, "half", Year())
    assert [(row.held, row.cancelled, row.visits) for row in rows] == [(25, 1, 155), (21, 5, 140)]
    assert [row.period.first.month for row in rows] == [1, 7]


def test_a_year_that_begins_in_april_is_added_up_from_april() -> None:
    rows = added_up(YEAR.figures, "year", Year(4))
    assert [(row.period.first.month, row.visits) for row in rows] == [(1, 75), (4, 220)]


def test_a_figure_that_is_not_shown_is_never_added_to_another() -> None:
    assert added_up((SPRING, HIDDEN, AUTUMN), "year", Year()) == (SPRING, HIDDEN, AUTUMN)


def test_figures_with_a_gap_between_them_stay_two() -> None:
    assert added_up((SPRING, AUTUMN), "year", Year()) == (SPRING, AUTUMN)


def test_a_figure_longer_than_what_is_asked_for_stays_whole() -> None:
    year = Figure(Year().containing(dt.date(2025, 1, 1), "year"), 48, 2, 300)
    assert added_up((year, YEAR.figures[0]), "month", Year()) == (year, YEAR.figures[0])


def test_a_sum_with_a_corrected_figure_in_it_is_called_corrected() -> None:
    for pair in ((SPRING, replace(SUMMER, corrected=True)), (replace(SPRING, corrected=True), SUMMER)):
        assert added_up(pair, "year", Year())[0].corrected


HELD = st.tuples(
    st.integers(3, 14), st.integers(0, 4), st.one_of(st.none(), st.integers(2, 40).map(lambda fives: 5 * fives))
)
NOT_HELD = st.tuples(st.just(0), st.integers(0, 4), st.just(0))


@given(st.lists(st.one_of(HELD, NOT_HELD), min_size=1, max_size=8))
def test_adding_up_loses_no_session_and_no_visit(counts: list) -> None:
    figures = tuple(
        quarter(1 + at % 4, held, cancelled, visits, 2025 + at // 4)
        for at, (held, cancelled, visits) in enumerate(counts)
    )
    for by in ("quarter", "half", "year"):
        before, after = Evidence(figures), Evidence(added_up(figures, by, Year()))
        assert (after.held, after.cancelled, after.visits) == (before.held, before.cancelled, before.visits)
        assert (after.each_time, after.period, after.missing) == (before.each_time, before.period, ())


def test_days_of_no_figure_are_named() -> None:
    evidence = Evidence((SPRING, AUTUMN))
    assert evidence.missing == (Period(dt.date(2026, 7, 1), dt.date(2026, 9, 30)),)
    assert uncovered(
        Period(dt.date(2026, 4, 1), dt.date(2027, 1, 31)), [each.period for each in (SPRING, SUMMER, AUTUMN)]
    ) == (Period(dt.date(2027, 1, 1), dt.date(2027, 1, 31)),)


def test_the_page_says_what_a_funder_asks_in_the_order_that_it_is_asked() -> None:
    page = terminal(sheet(YEAR))
    asked = [
        "Thursday circle in numbers\nJanuary to December 2026",
        "46 sessions held\n6 cancelled\n295 visits\nabout 6 people each time",
        f"Visits are not different people.\n{UNCOUNTED}",
        "- July to September: Held 9, Cancelled 4, Visits 45",
        "Who we are\n\n- We have met in the library every Thursday since 2019.",
        "- What we have in common: Losing somebody close to us",
        "- Who runs the group: People who come to the group; we take turns",
        f"How we count\n\n{ALL_SHOWN}\n",
    ]
    places = [page.index(part) for part in asked]
    assert places == sorted(places)


@pytest.mark.parametrize(("figures", "note"), [(YEAR.figures, ALL_SHOWN), ((SPRING, HIDDEN), ON_THE_PAGE)])
def test_the_note_goes_with_it_and_says_what_not_shown_means_where_it_is_said(figures: tuple, note: str) -> None:
    found = texts(Evidence(figures))
    assert f"\n{note}\n" in found["terminal"]
    assert f"\n{note}\n" in found["markdown"]
    assert f"<p>{note}</p>" in unescape(found["html"])


def test_the_chart_draws_the_visits_of_each_period() -> None:
    (chart,) = (block for block in sheet(YEAR).opening if isinstance(block, Chart))
    assert chart.lengths == (75, 80, 45, 95)
    assert [row[-1] for row in chart.table.rows] == ["75", "80", "45", "95"]


def test_a_period_not_shown_is_said_drawn_as_nothing_and_explained() -> None:
    evidence = Evidence((SPRING, HIDDEN, AUTUMN))
    (chart,) = (block for block in sheet(evidence).opening if isinstance(block, Chart))
    assert (chart.lengths[1], chart.table.rows[1][-1]) == (None, "not shown")
    page = terminal(sheet(evidence))
    assert "175 visits, with others not shown" in page
    assert "Visits in July to September 2026 are not shown, and they are counted in no total" in page
    assert "does not mean none" in page


def test_where_no_visits_are_shown_no_bar_is_drawn() -> None:
    blocks = sheet(Evidence((quarter(2, 3, 0, None), HIDDEN))).opening
    assert [type(block) for block in blocks if isinstance(block, Table | Chart)] == [Table]


def test_a_single_figure_needs_no_chart_but_has_its_table() -> None:
    (table,) = (block for block in sheet(Evidence((SPRING,))).opening if isinstance(block, Table | Chart))
    assert isinstance(table, Table)
    assert table.rows == (("April to June", "13", "0", "80"),)


def test_numbers_are_said_to_be_of_the_periods_that_they_cover_and_of_no_other() -> None:
    evidence = Evidence((SPRING, replace(AUTUMN, cancelled=0)), few=(SUMMER.period,))
    covered = "April to June 2026 and October to December 2026"
    assert terminal(sheet(evidence)).splitlines()[1] == covered
    assert pasted(evidence).startswith(
        "From April to June 2026 and from October to December 2026 we held 25 sessions, and none was cancelled."
    )
    for text in (terminal(sheet(evidence)), pasted(evidence)):
        assert "July to September 2026 is not in these numbers: too few sessions to show visits." in text
        assert "say nothing about" not in text


def test_days_between_that_were_not_shared_are_said_to_be_missing() -> None:
    for text in (terminal(sheet(Evidence((SPRING, AUTUMN)))), pasted(Evidence((SPRING, AUTUMN)))):
        assert "These figures say nothing about July to September 2026." in text


def test_a_corrected_figure_is_said_to_be_one() -> None:
    evidence = Evidence((replace(SPRING, corrected=True), SUMMER))
    assert "The figures for April to June 2026 were put right after they were first shared." in pasted(evidence)


def test_years_are_named_where_there_are_several() -> None:
    page = terminal(sheet(Evidence((quarter(4, 12, 0, 60, 2025), quarter(1, 12, 1, 75)))))
    assert "- October to December 2025: " in page
    assert "- January to March 2026: " in page


def test_the_groups_own_word_for_a_session_is_used_and_explained() -> None:
    evidence = replace(YEAR, words=Words(session="gathering", sessions="gatherings"))
    page = terminal(sheet(evidence))
    assert "46 gatherings held" in page
    assert "Our own word for a session is gathering." in page
    assert "we held 46 gatherings" in pasted(evidence)


def test_a_group_that_says_nothing_about_itself_has_no_empty_part() -> None:
    evidence = Evidence((SPRING, SUMMER))
    assert "Who we are" not in terminal(sheet(evidence))
    assert "Our group in numbers" in terminal(sheet(evidence))


def test_answers_for_a_form_are_whole_sentences_and_one_of_them_is_word_for_word() -> None:
    took_place, people, who = answers(YEAR)
    assert took_place.paragraphs == (
        "From January to December 2026 we held 46 sessions, and 6 more were cancelled.",
        f"There were about 295 visits. That is about 6 people each session. {EVERYONE}",
    )
    (text,) = people.paragraphs
    assert text.startswith(f"{UNCOUNTED} Nobody signs in: ")
    assert "About 6 people came each time, so there were about that many at the least." in text
    assert text.endswith(TEN_TIMES)
    asked, whole, *own = who.paragraphs
    assert asked.startswith("We ask nobody for an age, an ethnicity or a postcode, so we have no figures of them.")
    assert whole == "This is what we say of the group as a whole, and of nobody in it."
    assert own == [
        "We have met in the library every Thursday since 2019.",
        "Nobody has to speak.",
        "What we have in common: Losing somebody close to us",
        "Who runs the group: People who come to the group; we take turns",
    ]


TWO_YEARS = replace(
    YEAR,
    statement=replace(STATEMENT, most_share="Bereavement", most_who_run_it="Bereavement", cost="Free"),
    first_timers=(FirstTimers(YEAR.period, 35),),
    before=tuple(quarter(number, 10, 2, 60, 2025) for number in (1, 2, 3, 4)),
    first_timers_before=(FirstTimers(Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31)), 20),),
    kinds=Kinds((("in person", 40), ("online", 4), ("phone", 1), ("both", 1)), (("Weekly circle", 41), ("Pairs", 5))),
    money=("Room hire was £480.",),
    hours=("We gave about 150 hours.",),
    voice=GroupVoice(("We are less alone than we were.", "We laugh more."), dt.date(2026, 5, 7)),
)


def test_everything_that_a_funder_asks_is_on_the_page_as_far_as_it_is_known() -> None:
    page = terminal(sheet(TWO_YEARS))
    asked = [
        "46 sessions held\n295 visits\nabout 6 people each time\nabout 35 people for the first time",
        "From January to December 2026 about 35 people came for the first time. Each of them is counted once.",
        "1 by phone and 1 in person and online at once. By way of meeting: Weekly circle, 41; Pairs, 5.",
        "This year beside last",
        "- January to December 2025: Held 40, Cancelled 8, Visits 240, First-timers 20",
        "- January to December 2026: Held 46, Cancelled 6, Visits 295, First-timers 35",
        "- What it costs to come: Free",
        "- What at least three in four of us share, as those who run the group see it: Bereavement",
        "What came of it, in our own words",
        "We are less alone than we were.",
        "heard at one meeting and adopted at another, last in May 2026.",
        "Money and hours, in our own words",
        "- Room hire was £480.\n- We gave about 150 hours.",
    ]
    places = [page.index(part) for part in asked]
    assert places == sorted(places)


def test_a_funders_form_is_answered_in_a_hundred_and_fifty_words_each() -> None:
    found = answers(TWO_YEARS)
    assert [answer.question for answer in found] == [
        "What took place?",
        "How many different people came?",
        "Who are they: ages, ethnicity, postcodes?",
        "What came of it?",
        "Money and hours, in our own words",
    ]
    assert all(answer.words < WORDS for answer in found)
    assert "The year before, in January to December 2025, it was 40 held and about 240 visits." in pasted(TWO_YEARS)


def test_last_year_stands_beside_this_only_where_just_the_same_months_were_shared() -> None:
    before = tuple(quarter(number, 10, 2, 60, 2025) for number in (1, 2, 3, 4))
    assert a_year_before(YEAR.figures, (*before, *YEAR.figures)) == before
    assert a_year_before(YEAR.figures, (*before[1:], *YEAR.figures)) == ()
    halves = [Figure(Year().containing(each.period.first, "half"), 20, 4, 120) for each in before[::2]]
    assert a_year_before(YEAR.figures, halves) == tuple(halves)
    whole = Figure(Year().containing(before[0].period.first, "year"), 40, 8, 240)
    assert a_year_before(YEAR.figures[:2], [whole]) == ()
    assert "This year beside last" not in terminal(sheet(YEAR))


def test_visits_of_a_year_in_which_some_are_not_shown_are_compared_with_none() -> None:
    hidden = replace(TWO_YEARS, before=(*TWO_YEARS.before[:3], replace(TWO_YEARS.before[3], visits=None)))
    assert "- January to December 2025: Held 40, Cancelled 8, Visits not shown, First-timers 20" in terminal(
        sheet(hidden)
    )


def test_bars_stand_only_beside_periods_of_one_length() -> None:
    month = Figure(Period(dt.date(2026, 7, 1), dt.date(2026, 7, 31)), 4, 0, 25)
    assert not any(isinstance(block, Chart) for block in sheet(Evidence((SPRING, month))).opening)
    assert picture_of(Evidence((SPRING, month))) is None
    assert picture_of(Evidence((SPRING, SUMMER))) is not None


@pytest.mark.parametrize("form", ["svg", "png"])
def test_a_chart_is_a_picture_that_says_what_it_shows(form) -> None:
    made = picture(picture_of(replace(YEAR, group="Us & <them>")), form)
    assert made == picture(picture_of(replace(YEAR, group="Us & <them>")), form)
    if form == "png":
        assert made.startswith(b"\x89PNG")
        return
    svg = ElementTree.fromstring(made)
    title, description = (svg.find(f"{{http://www.w3.org/2000/svg}}{name}").text for name in ("title", "desc"))
    assert title == "Us & <them> in numbers, January to December 2026"
    assert description == (
        "Visits, January to March: 75; Visits, April to June: 80; Visits, July to September: 45; "
        "Visits, October to December: 95"
    )
    assert {value for each in svg.iter() for name, value in each.items() if "href" in name and value[0] != "#"} == set()


@pytest.mark.parametrize(
    ("figure", "says"),
    [
        (quarter(2, 1, 1, None), "we held 1 session, and 1 more was cancelled."),
        (quarter(2, 0, 0, 0), "we held no sessions, and none was cancelled."),
        (quarter(2, 0, 0, 0), "There were no visits."),
        (quarter(2, 12, 0, 10), "That is about 1 person each session."),
        (HIDDEN, "are not shown: they were too few to be safe to share."),
        (Figure(Period(dt.date(2026, 4, 1), dt.date(2026, 4, 30)), 4, 0, 25), "In April 2026 we held 4 sessions,"),
    ],
)
def test_few_and_none_read_well(figure: Figure, says: str) -> None:
    assert says in pasted(Evidence((figure,)))


@pytest.mark.parametrize(
    "evidence",
    [
        YEAR,
        TWO_YEARS,
        Evidence((SPRING, HIDDEN)),
        Evidence((HIDDEN,)),
        Evidence((replace(SPRING, corrected=True), AUTUMN)),
    ],
)
def test_no_word_of_statistics_is_in_it(evidence: Evidence) -> None:
    bare = replace(evidence, statement=Statement())
    for text in (terminal(sheet(bare)), pasted(bare)):
        assert STATISTICS.findall(text) == []


def test_it_can_be_read_aloud() -> None:
    assert stumbles(texts(YEAR)["terminal"].encode()) == []


def test_the_same_figures_give_the_same_bytes() -> None:
    assert texts(YEAR) == texts(replace(YEAR))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_or_statement_stays_text(text: str) -> None:
    found, plain = (
        texts(
            replace(
                TWO_YEARS,
                group=said,
                statement=Statement((said, said), *(said,) * 5),
                kinds=Kinds((("in person", 46),), ((said, 40), ("y", 6))),
                money=(said,),
                hours=(said,),
                voice=GroupVoice((said, said), dt.date(2026, 5, 7)),
            )
        )
        for said in (text, "x")
    )
    tags = re.compile(r"<[/!]?[a-z][^>]*>", re.IGNORECASE)
    assert tags.findall(found["html"]) == tags.findall(plain["html"])
    assert stumbles(found["terminal"].replace("\N{REPLACEMENT CHARACTER}", "").encode()) == []


@pytest.mark.outside("chromium", "pdfinfo")
def test_a_year_by_quarters_with_a_statement_is_one_sheet_of_a4(tmp_path: Path) -> None:
    import subprocess

    own = ("We have met in the library every Thursday since 2019. Anyone may come, and nobody has to speak.",) * 2
    path = tmp_path / "evidence.html"
    path.write_text(html(sheet(replace(YEAR, statement=replace(STATEMENT, about=own)))), encoding="utf-8")
    with chromium() as browser:
        page = browser.new_page()
        page.goto(path.as_uri())
        page.pdf(path=tmp_path / "evidence.pdf", prefer_css_page_size=True)
    told = subprocess.run(["pdfinfo", tmp_path / "evidence.pdf"], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Pages:\s+1\n", told)
    assert "(A4)" in told


def test_a_figure_that_was_taken_back_is_not_said_to_be_too_few() -> None:
    said = list(remarks(Evidence((SPRING, replace(SUMMER, visits=None, corrected=True)))))
    taken_back = "were taken back after they were first shared, and they are counted in no total."
    assert said == [f"Visits in {named(SUMMER.period)} {taken_back}"]
