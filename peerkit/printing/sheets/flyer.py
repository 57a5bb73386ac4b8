"""What hangs in a shop window: what it is, when, where, how to get in, who is welcome, how to ask."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from peerkit.group.public import usual_days
from peerkit.leaflets.flyer import Flyer, FlyerText, Labels
from peerkit.messages import _, marked
from peerkit.printing import document as doc
from peerkit.printing.sheets import draft
from peerkit.printing.text import Text, joined, own, written
from peerkit.wording.grammar import commas
from peerkit.workspace.config import Group

KINDS = ("window", "card", "strips", "pocket")
ASKED = ("name", "when", "where", "getting_in", "cost", "contact")
"""What a flyer needs from `[group]`: where it says nothing, there is a line to write on."""
LEAVES = ("opening", "welcome", "code", "web", "getting_in")
"""What may give way where there is no room, in this order: never what it is, for whom, when, where, cost or contact."""
_MEETS = ("name", "when", "dates", "where", "getting_in", "cost", "detail")
_REACH = ("contact", "web")
_POCKET_CARDS = 4
_MOST_STRIPS = 10
_LONG_ON_A_STRIP = 32
"""How many characters a line of a strip has: of what is longer only its first part goes onto strips."""
_FIRST_PART = re.compile(r"[^,;.(]*[^,;.(\s]")
_ONE_CONTACT = re.compile(r"\+?\(?\d(?:[\s()-]?\d){6,}|[^\s,;:]+@[^\s,;]+[^\s,;.]|[^\s,;:]+\.[^\s,;]+[^\s,;.]")
"""A telephone number, a mail address or a web address."""
_TO_WRITE = "____________"
_BEFORE_ADDRESS = ("https://", "http://", "mailto:", "tel:")


def missing(flyer: Flyer, group: Group) -> tuple[str, ...]:
    """The keys of `[group]` that a flyer would print, and that say nothing yet."""
    said = told(flyer, group)
    return tuple(key for key in _asked(flyer, group) if not getattr(said, key))


def told(flyer: Flyer, group: Group) -> Group:
    """What a flyer may print of a group: the days where there are no other words for them, and access with the way in.

    What is told on contact only is not on it, and says so.
    """
    labels, hidden = flyer.labels, _hidden(flyer, group)
    parts = {"getting_in": group.getting_in, "access": group.access}
    way_in = [said if said[-1] in ".!?" else f"{said}." for key, said in parts.items() if said and key not in hidden]
    town = f"{group.town}." if group.town and "town" not in hidden else ""
    where = joined((town, _label(labels, "where_on_contact")))
    on_contact = _label(labels, "on_contact")
    instead = {"when": on_contact, "where": where, "cost": on_contact}
    said = group._replace(when=group.when or written(usual_days(group), "en"), getting_in=" ".join(way_in))
    gone: dict[str, Any] = {key: instead.get(key, "") for key in ("name", *instead, "web") if key in hidden}
    return said._replace(**gone)


def sheet(
    flyer: Flyer,
    group: Group,
    kind: str = "window",
    *,
    web: str = "",
    event: tuple[str, str] | None = None,
    without: Collection[str] = (),
    dates: Sequence[str] = (),
    easy: bool = False,
) -> doc.Document:
    """One page of one of KINDS, in the words of `flyer` and with what the group says about itself.

    `web` is printed in words and as a QR code; with an `event`, which is for a phone's calendar and in words, the code
    holds that. `without` are those of LEAVES for which there is no room: without the
    "opening" goes all but the first line of welcome, and without the "code" the address stands in words alone, unless
    it is to go as "web".
    """
    card = kind in ("card", "pocket")
    said, group = flyer.said(easy, card), told(flyer, group)
    if kind == "pocket":
        return _pocket(flyer, group, said, web, dates)
    in_words_alone = event or "code" in without
    return doc.Document(
        title=said.title,
        subtitle=group.name,
        opening=(
            doc.Paragraph(_about(flyer, said, group)),
            *(map(doc.Paragraph, said.opening) if "opening" not in without else ()),
            *_answers(_facts(_MEETS, flyer, group, dates=dates, without=without)),
            *_welcome(said, without),
            *_answers(_facts(_REACH, flyer, group, web=web if in_words_alone and "web" not in without else "")),
            *([code(*event) if event else code(web)] if (event or web) and "code" not in without else []),
            *([draft.notice()] if easy else []),
            *([_strips(flyer, group)] if kind == "strips" else []),
        ),
        language=flyer.language,
        fits="one page",
    )


def shorter(kind: str, group: Group, web: str, *, code: bool = False) -> Iterator[tuple[str, ...]]:
    """What to leave out, the least first. A card has few words anyway, and a `code` only where it is wanted.

    An address on the web stays in words where nothing else says how to reach the group.
    """
    always = ("opening", *(() if code else ("code",))) if kind == "card" else ()
    never = [] if web and group.contact else ["web"] if web else ["code", "web"]
    may = [each for each in LEAVES if each not in always and each not in never]
    yield from ((*always, *may[:many]) for many in range(len(may) + 1))


def _about(flyer: Flyer, said: FlyerText, group: Group) -> str:
    """What it is and for whom: in the group's own sentence where it has one, and the wording is no other."""
    own = group.for_whom if said is flyer and "for_whom" not in group.on_contact else ""
    return " ".join(filter(None, (said.what, own))) if own else flyer.about(said)


def _hidden(flyer: Flyer, group: Group) -> set[str]:
    """What is told on contact only; with the place goes how to get in."""
    hidden = {*group.on_contact, *(["where"] if flyer.place_on_contact else [])}
    return hidden | ({"getting_in"} if "where" in hidden else set())


def _asked(flyer: Flyer, group: Group) -> tuple[str, ...]:
    """What of `[group]` it prints: how to get in only where that is not told on contact, or there is access to name."""
    hidden = _hidden(flyer, group) - {"when", "where", "cost"}
    return tuple(key for key in ASKED if key not in hidden or (key == "getting_in" and told(flyer, group).getting_in))


def _welcome(said: FlyerText, without: Collection[str]) -> tuple[doc.Callout, ...]:
    lines = said.welcome.lines
    if "welcome" in without:
        return ()
    if "opening" in without:
        return (doc.Callout("", lines[:1] or (said.welcome.heading,)),)
    return (doc.Callout(said.welcome.heading, lines),)


def _facts(
    keys: Iterable[str],
    flyer: Flyer,
    group: Group,
    *,
    dates: Sequence[str] = (),
    web: str = "",
    without: Collection[str] = (),
) -> Iterator[tuple[str, str]]:
    """Each label with what the group says, or nothing where there is to be a line to write on."""
    labels = flyer.labels
    for key in keys:
        if key == "detail":
            yield from ((each.label, each.says or "") for each in flyer.detail)
        elif key == "dates" and (dates or flyer.dates):
            yield _label(labels, "dates"), own(commas(dates))
        elif key == "web" and web:
            yield _label(labels, "web"), in_words(web)
        elif key in _asked(flyer, group) and key not in without and not (key == "name" and group.name):
            yield _label(labels, key), getattr(group, key)


def _answers(facts: Iterable[tuple[str, str]]) -> Iterator[doc.Element]:
    """What the group says, and lines to write on for what it does not."""
    for known, some in groupby(facts, lambda fact: bool(fact[1])):
        pairs = tuple(some)
        yield from (doc.Details(pairs),) if known else (doc.Blank(label) for label, _ in pairs)


def _pocket(flyer: Flyer, group: Group, said: FlyerText, web: str, dates: Sequence[str]) -> doc.Document:
    """Cards for a pocket, all alike, to cut out and to hand on."""
    keys = [key for key in (*_MEETS, *_REACH) if key not in ("name", "getting_in")]
    facts = _facts(keys, replace(flyer, dates=True), group, dates=dates, web="" if group.contact else web)
    lines = (joined((label, answer or _TO_WRITE), ": ").removesuffix(".") for label, answer in facts)
    card = doc.Card(group.name or said.title, (_about(flyer, said, group).removesuffix("."), *lines))
    return doc.Document(
        title=said.title,
        subtitle=group.name,
        opening=(doc.Cards((card,) * _POCKET_CARDS),),
        language=flyer.language,
    )


def _strips(flyer: Flyer, group: Group) -> doc.Strips:
    """A name, a day and one way to get in touch: few words, for many strips; lines for what is not said."""
    labels = flyer.labels
    when = _brief(group.when, _FIRST_PART) or joined((_label(labels, "when"), _TO_WRITE), ": ")
    contact = _brief(group.contact or group.web, _ONE_CONTACT) or joined((_label(labels, "contact"), _TO_WRITE), ": ")
    return doc.Strips((group.name or flyer.title, when, contact), _MOST_STRIPS)


def _label(labels: Labels, key: str) -> str:
    """A label of the flyer's; what it leaves out is peerkit's own."""
    said: str = getattr(labels, key)
    return own(marked(said)) if said == getattr(Labels, key) else said


def _brief(said: str, part: re.Pattern[str]) -> str:
    """What is said, or the first such part of it where it is long for a strip."""
    found = part.search(said) if len(said) > _LONG_ON_A_STRIP else None
    brief = found[0] if found else said
    return written(brief, said.runs[0].language) if isinstance(said, Text) else brief


def code(held: str, says: str = "") -> doc.QRCode:
    """The QR code that holds exactly this, and what it says in words: an address as people write it, unless told."""
    import segno

    rows = segno.make_qr(held, error="m").matrix
    says = says or in_words(held)
    return doc.QRCode(tuple("".join(map(str, row)) for row in rows), says, own(_("QR code: {says}", says=says)))


def in_words(address: str) -> str:
    """An address as people write it."""
    before = next((each for each in _BEFORE_ADDRESS if address.casefold().startswith(each)), "")
    return address[len(before) :]
