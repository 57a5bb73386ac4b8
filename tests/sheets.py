"""Every sheet there is, in the styles that it offers on its usual paper, and on each other paper once.

The judges, the tests of typography and the gallery all read this list. A new sheet is one line of SHEETS.
"""

import datetime as dt
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import timedelta
from functools import cache, lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from peerkit.agreements.kinds import CHARTER, RULES, Kind
from peerkit.border.validation import validate
from peerkit.cli.sheets.commands import PAPER
from peerkit.leaflets.booklet import Booklet
from peerkit.leaflets.flyer import Flyer
from peerkit.planning.plan import Evening, Plan, build
from peerkit.planning.template import Template
from peerkit.printing.document import (
    Blank,
    Callout,
    Card,
    Cards,
    Chart,
    Details,
    Document,
    Entries,
    Entry,
    Fact,
    Facts,
    HeaderCell,
    Listing,
    Paragraph,
    QRCode,
    Script,
    Section,
    Strips,
    Table,
    Timetable,
    TimetableRow,
)
from peerkit.printing.render.html import html
from peerkit.printing.render.pdf import TooLong, fits, pdf
from peerkit.printing.sheets import agenda, agreement, evidence, flyer, run_sheet, seating, starter
from peerkit.printing.style import PAPERS, STYLES, Paper, Style
from peerkit.tally.disclosure import Figure, FirstTimers
from peerkit.tally.evidence import Evidence, GroupVoice, Kinds, Statement
from peerkit.tally.periods import Year
from peerkit.turns.equal import times
from peerkit.turns.rotation import rotate
from peerkit.turns.stored import Stored
from peerkit.workspace.agreements import load_agreement
from peerkit.workspace.catalogue import loaded
from peerkit.workspace.sorts import LONGEST_LINE
from tests.paper import Printed
from tests.room import SEVEN
from tests.test_flyer import FULL
from tests.test_starter import meeting

CLEAR = ("standard", "large", "giant")
ANY = (*CLEAR, "easy-read")


@dataclass(frozen=True)
class Sheet:
    """`made` takes the group's name, something that it says, and the style. `larger` is the paper for larger print.

    What is `alike` is another sheet in other words: that one is looked at in every style and with the longest of them,
    this one only in its first style and in the last, which has words of its own. Of blocks that flow the first sheet
    has every kind, so it alone is tried on every paper, and so is what must stay on one page.
    """

    name: str
    made: Callable[[str, str, Style], Document]
    styles: tuple[str, ...] = CLEAR
    paper: str = "a4"
    larger: str = ""
    alike: bool = False
    papers: bool = False

    @property
    def looks(self) -> "Iterator[Look]":
        """Its styles on their usual paper, then some on each other paper in the first, wherever it can be made."""
        first, *others = self.styles if not self.alike else (self.styles[0], self.styles[-1])
        usual = [(first, self.paper), *((style, self.larger or self.paper) for style in others)]
        papers = PAPERS if self.papers else ()
        for style, paper in [*usual, *((first, paper) for paper in papers if paper != self.paper)]:
            look = self.look(style, paper, GROUP, SAID)
            if look.fits:
                yield look

    @property
    def worst(self) -> "Iterator[Look]":
        """The longest name and the longest wording there may be, and the largest print on the smallest paper."""
        if self.alike:
            return
        long, longer = LONG_NAME, LONG_NAME.replace(" ", "")[:80]
        easy = [("easy-read", "a5", longer), ("giant", "a6", long)] if "easy-read" in self.styles else []
        for style, paper, group in ((self.styles[0], self.paper, long), *(easy or [("giant", "a6", longer)])):
            look = self.look(style, paper, group, LONG, "-worst")
            if look.fits:
                yield look

    def look(self, style: str, paper: str, group: str, said: str, more: str = "") -> "Look":
        """The sheet in a style, on a paper."""
        chosen = STYLES[style]
        return Look(f"{self.name}-{style}-{paper}{more}", self.made(group, said, chosen), chosen, PAPERS[paper])


@dataclass(frozen=True)
class Look:
    """A sheet as it goes to the printer."""

    name: str
    document: Document
    style: Style
    paper: Paper

    def __str__(self) -> str:
        return self.name

    @property
    def fits(self) -> bool:
        """Whether it can be made: what can't stay on one page is refused, and so is a word that would break."""
        try:
            return bool(self.pdf)
        except TooLong:
            return False

    @property
    def pdf(self) -> bytes:
        """The file for paper, made once."""
        return _pdf(self)

    @property
    def html(self) -> str:
        """The file for a browser, made once."""
        return _html(self)

    @property
    def printed(self) -> Printed:
        """The file for paper, as a reader meets it."""
        return _printed(self)


@cache
def _pdf(look: Look) -> bytes:
    return pdf(look.document, look.style, look.paper)


@cache
def _html(look: Look) -> str:
    return html(look.document, look.style, look.paper)


@lru_cache(maxsize=1)
def _printed(look: Look) -> Printed:
    return Printed(look.pdf)


def texts(value: object) -> Iterator[str]:
    """Every text in a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, QRCode):
        yield value.says
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in ("language", "direction", "fits", "foot"):
                yield from texts(getattr(value, field.name))


def _figures(group: str, about: str) -> Document:
    quarters = ((1, 12, 1, 75), (2, 13, 0, 80), (3, 9, 4, None), (4, 12, 1, 95))
    figures = tuple(
        Figure(Year().containing(dt.date(2026, 3 * number - 2, 1), "quarter"), held, cancelled, visits)
        for number, held, cancelled, visits in quarters
    )
    statement = Statement(
        (about, "Anyone may come, and nobody has to speak."),
        "Losing somebody close to us",
        "People who come to the group; we take turns",
    )
    before = [Year().containing(each.period.first.replace(year=2025), "quarter") for each in figures]
    full = Evidence(
        figures,
        group,
        statement,
        first_timers=(FirstTimers(Year().beginning_in(2026), 35),),
        before=tuple(map(lambda each, period: replace(each, period=period), figures, before)),
        kinds=Kinds((("in person", 41), ("online", 5)), (("Weekly circle", 40), ("Peer pairs", 6))),
        money=("Room hire was £480, and tea £60.",),
        voice=GroupVoice(("We are less alone than we were.", about), dt.date(2026, 5, 7)),
    )
    return evidence.sheet(full)


TOP = Path(__file__).parent.parent


def _agreement(name: str, kind: Kind = RULES) -> Callable[[str, str, Style], Document]:
    """What groups agree on, as it ships; where somebody says more than usual, that is its first rule."""
    path = TOP / "templates" / kind.folder / f"{name}.toml"

    def made(group: str, said: str, style: Style) -> Document:
        agreed = load_agreement(path, kind=kind)
        if said != SAID:
            first, *others = agreed.rule
            agreed = replace(agreed, rule=(replace(first, text=said), *others))
        return agreement.sheet(agreed, group, "Version 2, agreed on 24 November 2026.", easy=style.easy)

    return made


def plan(said: str, folder: str = "sessions") -> Plan:
    """A Thursday of the weekly circle; where somebody says more than usual, that is its first script."""
    data = tomllib.loads((TOP / "templates" / folder / "weekly-circle.toml").read_text(encoding="utf-8"))
    if said != SAID:
        data["block"][0]["script"] = said
    template, problems = validate(Template, data)
    assert template is not None, problems
    plan = build(Evening("weekly-circle", template, 9, SEVEN, SEVEN + timedelta(minutes=120)))
    assert isinstance(plan, Plan), plan
    return plan


def _flyer(kind: str, template: str) -> Callable[[str, str, Style], Document]:
    """A flyer of a group that has said everything; where somebody says more than usual, that is where it meets."""

    def made(group: str, said: str, style: Style) -> Document:
        words = loaded(Flyer, TOP / "templates" / "flyers" / f"{template}.toml")
        about = FULL._replace(name=group, where=FULL.where if said == SAID else said[:LONGEST_LINE])
        paper = PAPERS[PAPER[kind].get(style.name, "a6")]
        every = [
            flyer.sheet(words, about, kind, web=about.web, without=out, easy=style.easy)
            for out in flyer.shorter(kind, about, about.web)
        ]
        return next((each for each in every if fits(each, style, paper)), every[-1])

    return made


def _starter(group: str, said: str, style: Style) -> Document:
    booklet = loaded(Booklet, TOP / "templates" / "booklets" / "starting-a-group.toml")
    rules = load_agreement(TOP / "templates" / "agreements" / f"{booklet.agreement}.toml")
    support = (said, "We are here.") if said != SAID else ()
    known = starter.Known(rules, meeting(), FULL._replace(name=group), support)
    return starter.sheet(booklet, known, easy=style.easy)


def _seating(group: str) -> Document:
    schedule = rotate(15, 3, 7)
    return seating.sheet(Stored(schedule, times(schedule.rounds, "turns", 480, 3), 30), group)


TABLE = Table(
    "Who sits with whom",
    (
        HeaderCell("Seat"),
        HeaderCell("Round 1", numbers=True),
        HeaderCell("Round 2", numbers=True),
        HeaderCell("Round 3", numbers=True),
    ),
    tuple((str(seat), str(seat % 9 + 1), str((seat + 2) % 9 + 1), str((seat + 4) % 9 + 1)) for seat in range(1, 10)),
)
SQUARE = ("1" * 7, "1000001", "1011101", "1011101", "1011101", "1000001", "1" * 7)


def _everything(group: str, said: str) -> Document:
    """Every kind of block, with words of the length that a sheet has."""
    bars = Table(
        "Visits", (HeaderCell("Period"), HeaderCell("Visits", numbers=True)), (("January", "12"), ("February", "30"))
    )
    return Document(
        title="Everything that a sheet can say",
        subtitle=group,
        opening=(
            Facts((Fact("25", "sessions held"), Fact("about 6", "people each time"), Fact("210", "visits"))),
            Callout("Please read this first.", (said, "Then have a cup of tea.")),
            Paragraph(said),
        ),
        sections=(
            Section(
                "What we agree",
                (
                    Entries(
                        (
                            Entry(said, "Trust"),
                            Entry("Everyone has the same time, and may pass.", "Equality"),
                            Entry("What is said here, stays here:", "Safety", (said, "Unless somebody is in danger.")),
                        )
                    ),
                    Entries((Entry(said), Entry("Come late if you need to.")), numbered=False),
                ),
            ),
            Section(
                "How to find us",
                (
                    Details((("When", "Thursdays at 7 in the evening"), ("Where", said), ("Who", "Anyone"))),
                    Listing((said, "Tea, and something without milk")),
                    Listing(("Open the door", said), numbered=True),
                    QRCode(SQUARE, "https://example.org/thursday-circle"),
                ),
            ),
            Section(
                "Who sits with whom", (TABLE, Chart(bars, (12, 30)), Listing(("1 and 2", "3 and 4"), short=True)), True
            ),
            Section(
                "What comes when",
                (Timetable((TimetableRow("19:00", said[:200]), TimetableRow("19:30", "Break", rest=True))),),
            ),
            Section(
                "To read out",
                (
                    Script((said, "Take a breath.")),
                    Blank("What else we agree", 3),
                    Blank("Next time somebody else opens"),
                ),
            ),
            Section(
                "To cut out",
                (
                    Cards(
                        tuple(Card(f"Seat {seat}", (f"Round 1: with {seat % 9 + 1}", group)) for seat in range(1, 8))
                    ),
                    Strips((group, "Thursdays at 7", "example.org/thursday-circle"), 8),
                ),
            ),
        ),
    )


GROUP = "Thursday circle"
SAID = (
    "We have met in the library every Thursday since 2019, and there is always tea, whoever has brought the biscuits."
)
LONG_NAME = "The Thursday evening co-counselling and listening circle of Llanfairpwllgwyngyll"
LONG = (f"{SAID} " * 9)[:1000].strip()

SHEETS = (
    Sheet("everything", lambda group, said, style: _everything(group, said), ANY, papers=True),
    Sheet("ground-rules", _agreement("ground-rules"), ANY),
    Sheet("co-counselling", _agreement("co-counselling"), ANY, alike=True),
    Sheet("online", _agreement("online"), ANY, alike=True),
    Sheet("phone", _agreement("phone"), ANY, alike=True),
    Sheet("ward", _agreement("ward"), ANY, alike=True),
    Sheet("charter", _agreement("peer-support", CHARTER), ANY, alike=True),
    Sheet("run-sheet", lambda group, said, style: run_sheet.sheet(plan(said), group, (said, "We are here."))),
    Sheet("agenda", lambda group, said, style: agenda.sheet(plan(said), group, easy=style.easy), ANY),
    Sheet("seating", lambda group, said, style: _seating(group)),
    Sheet("flyer", _flyer("window", "peer-support"), ANY, "a5", "a4", papers=True),
    Sheet("flyer-card", _flyer("card", "co-counselling"), CLEAR[:2], "a6", "a5", papers=True),
    Sheet("flyer-pocket", _flyer("pocket", "coming-home"), CLEAR[:2], "a4", alike=True),
    Sheet("flyer-strips", _flyer("strips", "carers"), CLEAR[:2], "a4", "a4", papers=True),
    Sheet("starter", _starter, ANY, alike=True),
    Sheet("evidence", lambda group, said, style: _figures(group, said)),
)


@cache
def looks() -> list[Look]:
    """Every sheet in every look, made when it is first asked for."""
    return [look for sheet in SHEETS for look in sheet.looks]


@cache
def worst() -> list[Look]:
    """Every sheet with the longest that can be said."""
    return [look for sheet in SHEETS for look in sheet.worst]


def structure(look: Look) -> str:
    """The tags of a sheet in reading order, with their text, as poppler tells them."""
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(look.pdf)
        file.flush()
        told = subprocess.run(["pdfinfo", "-struct-text", file.name], capture_output=True, encoding="utf-8", check=True)
    return told.stdout
