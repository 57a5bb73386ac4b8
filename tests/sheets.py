"""Every sheet there is, in every style that it offers on its usual paper, and on each other paper once.

The judges, the tests of typography and the gallery all read this list. A new sheet is one line of SHEETS.
"""

import datetime as dt
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from peerkit.agreements.kinds import CHARTER, RULES, Kind
from peerkit.planning.plan import Evening, Plan, build
from peerkit.planning.template import read_template
from peerkit.printing.document import (
    Blank,
    Callout,
    Card,
    Cards,
    Chart,
    Column,
    Details,
    Document,
    Entries,
    Entry,
    Fact,
    Facts,
    Listing,
    Paragraph,
    QRCode,
    Script,
    Section,
    Slot,
    Strips,
    Table,
    Timetable,
)
from peerkit.printing.render.html import html
from peerkit.printing.render.pdf import pdf
from peerkit.printing.sheets import agenda, agreement, evidence, flyer, run_sheet, seating, starter
from peerkit.printing.style import PAPERS, STYLES, Paper, Style
from peerkit.tally.disclosure import Figure
from peerkit.tally.evidence import Evidence, Statement
from peerkit.tally.periods import Year
from peerkit.turns.equal import times
from peerkit.turns.rotation import rotate
from peerkit.turns.stored import Stored
from peerkit.workspace.catalogue import load_agreement, load_booklet, load_flyer, load_template
from peerkit.workspace.config import Config, Group
from tests.paper import Printed
from tests.room import SEVEN

CLEAR = ("standard", "large", "giant")
ANY = (*CLEAR, "easy-read")


@dataclass(frozen=True)
class Sheet:
    """`made` takes the group's name, something that it says, and whether that is Easy Read."""

    name: str
    made: Callable[[str, str, bool], Document]
    styles: tuple[str, ...] = CLEAR
    paper: str = "a4"

    @property
    def looks(self) -> "Iterator[Look]":
        """Every style on the usual paper, then each other paper in the first style."""
        others = [(self.styles[0], paper) for paper in PAPERS if paper != self.paper]
        for style, paper in [*((style, self.paper) for style in self.styles), *others]:
            yield self.look(style, paper, GROUP, SAID)

    @property
    def worst(self) -> "Iterator[Look]":
        """The longest name and the longest wording there may be, and the largest print on the smallest paper."""
        long, longer = LONG_NAME, LONG_NAME.replace(" ", "")[:80]
        for style, paper, group in (
            (self.styles[0], self.paper, long),
            (self.styles[-1], "a5", longer),
            ("giant", "a6", long),
        ):
            yield self.look(style, paper, group, LONG, "-worst")

    def look(self, style: str, paper: str, group: str, said: str, more: str = "") -> "Look":
        """The sheet in a style, on a paper."""
        chosen = STYLES[style]
        return Look(f"{self.name}-{style}-{paper}{more}", self.made(group, said, chosen.easy), chosen, PAPERS[paper])


@dataclass(frozen=True)
class Flyer:
    """A kind of flyer. It has one page, so only the styles and papers that give it room."""

    kind: str
    on: tuple[tuple[str, str], ...]

    @property
    def looks(self) -> "Iterator[Look]":
        """Every style and paper that it is offered on."""
        for style, paper in self.on:
            yield self._look(style, paper, GROUP)

    @property
    def worst(self) -> "Iterator[Look]":
        """The longest name there may be."""
        yield self._look("standard", "a3", LONG_NAME, "-worst")

    def _look(self, style: str, paper: str, group: str, more: str = "") -> "Look":
        chosen = STYLES[style]
        document = _flyer(self.kind, group, brief=style == "giant", easy=chosen.easy)
        return Look(f"flyer-{self.kind}-{style}-{paper}{more}", document, chosen, PAPERS[paper])


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
    def pdf(self) -> bytes:
        """The file for paper, made once."""
        return _pdf(self)

    @property
    def html(self) -> str:
        """The file for a browser."""
        return html(self.document, self.style, self.paper)

    @property
    def printed(self) -> Printed:
        """The file for paper, as a reader meets it."""
        return _printed(self)


@cache
def _pdf(look: Look) -> bytes:
    return pdf(look.document, look.style, look.paper)


@cache
def _printed(look: Look) -> Printed:
    return Printed(look.pdf)


def texts(value: object) -> Iterator[str]:
    """Every text in a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        for field in fields(value):
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
    return evidence.sheet(Evidence(figures, group, statement))


TOP = Path(__file__).parent.parent


def _agreement(name: str, kind: Kind = RULES) -> Callable[[str, str, bool], Document]:
    """What groups agree on, as it ships; where somebody says more than usual, that is its first rule."""
    path = TOP / "templates" / kind.folder / f"{name}.toml"

    def made(group: str, said: str, easy: bool) -> Document:
        agreed = load_agreement(path, kind=kind)
        if said != SAID:
            first, *others = agreed.rule
            agreed = agreed.model_copy(update={"rule": (first.model_copy(update={"text": said}), *others)})
        return agreement.sheet(agreed, group, "Version 2, agreed on 24 November 2026.", easy=easy)

    return made


def _plan(said: str) -> Plan:
    """A Thursday of the weekly circle; where somebody says more than usual, that is its first script."""
    data = tomllib.loads((TOP / "templates" / "sessions" / "weekly-circle.toml").read_text(encoding="utf-8"))
    if said != SAID:
        data["block"][0]["script"] = said
    template, problems = read_template(data)
    assert template is not None, problems
    plan = build(Evening("weekly-circle", template, 9, SEVEN, SEVEN + timedelta(minutes=120)))
    assert isinstance(plan, Plan), plan
    return plan


def _seating(group: str) -> Document:
    schedule = rotate(15, 3, 7)
    return seating.sheet(Stored(schedule, times(schedule.rounds, "turns", 480, 3), 30), group)


def _flyer(kind: str, group: str, *, brief: bool, easy: bool) -> Document:
    """What a group says that has answered every question."""
    said = Group(
        name=group,
        when="Thursdays at 7 in the evening, not in August",
        where="St Mary's church hall, 14 Mill Lane, next to the library",
        getting_in="The green side door. No steps, and a toilet that takes a wheelchair.",
        contact="Leave a message: 01632 960123",
        cost="Free, and so is the tea",
    )
    web = "https://thursdaycircle.example.org/come" if kind != "card" else ""
    words = load_flyer(TOP / "templates" / "flyers" / "peer-support.toml")
    return flyer.sheet(words, said, kind, web=web, brief=brief, easy=easy)


def _starter(group: str, said: str, easy: bool) -> Document:
    """The booklet; where somebody says more than usual, that is the group's card for hard moments."""
    words = load_booklet(TOP / "templates" / "booklets" / "starting-a-group.toml")
    rules = load_agreement(TOP / "templates" / "agreements" / "ground-rules.toml")
    chosen = Config(group=Group(name=group), support=(said,) if said != SAID else ())
    first = load_template(TOP / "templates" / "sessions" / "first-meeting.toml", chosen.words)
    plan = build(Evening("first-meeting", first, 8, SEVEN, SEVEN + timedelta(minutes=90)))
    assert isinstance(plan, Plan), plan
    return starter.sheet(words, rules, plan, chosen, easy=easy)


TABLE = Table(
    "Who sits with whom",
    (Column("Seat"), Column("Round 1", numbers=True), Column("Round 2", numbers=True), Column("Round 3", numbers=True)),
    tuple((str(seat), str(seat % 9 + 1), str((seat + 2) % 9 + 1), str((seat + 4) % 9 + 1)) for seat in range(1, 10)),
)
SQUARE = ("1" * 7, "1000001", "1011101", "1011101", "1011101", "1000001", "1" * 7)


def _everything(group: str, said: str) -> Document:
    """Every kind of block, with words of the length that a sheet has."""
    bars = Table("Visits", (Column("Period"), Column("Visits", numbers=True)), (("January", "12"), ("February", "30")))
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
            Section("What comes when", (Timetable((Slot("19:00", said[:200]), Slot("19:30", "Break", rest=True))),)),
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
    Sheet("everything", lambda group, said, easy: _everything(group, said), ANY),
    Sheet("ground-rules", _agreement("ground-rules"), ANY),
    Sheet("co-counselling", _agreement("co-counselling"), ANY),
    Sheet("online", _agreement("online"), ANY),
    Sheet("ward", _agreement("ward"), ANY),
    Sheet("charter", _agreement("peer-support", CHARTER), ANY),
    Sheet("run-sheet", lambda group, said, easy: run_sheet.sheet(_plan(said), group, (said, "We are here."))),
    Sheet("agenda", lambda group, said, easy: agenda.sheet(_plan(said), group)),
    Sheet("seating", lambda group, said, easy: _seating(group)),
    Sheet("starter", _starter, ANY),
    Flyer(
        "window",
        tuple(zip(ANY, ("a5", "a4", "a4", "a4"), strict=True))
        + tuple(("standard", paper) for paper in ("a4", "a3", "letter")),
    ),
    Flyer("card", (("standard", "a6"), ("standard", "a5"), ("large", "a5"))),
    Flyer("strips", (("standard", "a4"), ("standard", "letter"), ("large", "a3"))),
    Sheet("evidence", lambda group, said, easy: _figures(group, said)),
)

LOOKS = [look for sheet in SHEETS for look in sheet.looks]
WORST = [look for sheet in SHEETS for look in sheet.worst]
