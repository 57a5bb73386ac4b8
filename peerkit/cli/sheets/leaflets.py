"""A flyer, and the booklet for whoever begins a group: from their words and the group's own to a sheet."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from peerkit.agreements.kinds import RULES
from peerkit.cli.sheets.delivery import deliver, for_strangers, hand_over, with_pictures
from peerkit.cli.sheets.flyers import find
from peerkit.cli.sheets.languages import deliver as deliver_several
from peerkit.cli.sheets.languages import in_each
from peerkit.cli.sheets.options import PrintRequest
from peerkit.cli.terminal import console, prompt
from peerkit.cli.terminal.language import speak_of
from peerkit.cli.terminal.settings import can_be_set, settings
from peerkit.errors import PeerkitError
from peerkit.group.public import every_week, meeting_in_words, next_days, told, upcoming
from peerkit.leaflets.booklet import Booklet
from peerkit.leaflets.flyer import Flyer
from peerkit.messages import N_, _, marked, unless_draft
from peerkit.planning.plan import Evening, Plan, build
from peerkit.planning.template import Template
from peerkit.printing.document import Document
from peerkit.printing.render.folded import folded
from peerkit.printing.render.pdf import fits
from peerkit.printing.sheets import flyer, starter
from peerkit.printing.sheets.draft import labelled
from peerkit.printing.sheets.two import together
from peerkit.printing.text import own
from peerkit.wording import somebodys
from peerkit.wording.grammar import commas, listed
from peerkit.workspace import agreements, catalogue, support
from peerkit.workspace.adopted import load_standing
from peerkit.workspace.config import Config, Group
from peerkit.workspace.other_language import flyer_in
from peerkit.workspace.root import Root, typed
from peerkit.workspace.templates import find_template, load_template

_CALLED = {
    "name": N_("its name"),
    "when": N_("when"),
    "where": N_("where"),
    "getting_in": N_("how to get in"),
    "cost": N_("what it costs"),
    "contact": N_("how to reach you"),
}
"""What `init` asks a group about itself, as an item of a list."""
_NEXT = "next"
"""What is typed for a QR code of the next meeting."""
_LEFT_OUT = {
    "opening": N_("the opening words"),
    "welcome": N_("who is welcome"),
    "code": N_("the QR code"),
    "web": N_("the address on the web"),
    "getting_in": N_("how to get in"),
}
"""What gives way where there is no room."""


_Make = Callable[[Sequence[str]], Document]
"""A flyer without some of what may be left out."""


class FlyerRequest(NamedTuple):
    """Which flyer is wanted: its name or file, its kind, a web address as a code too, and the next dates.

    `named`: the file that is made is called after the template. A `draft` may be in a translation that no speaker has
    read.
    """

    template: str
    kind: str
    qr: str | None = None
    dates: Sequence[str] = ()
    place_on_contact: bool = False
    yes: bool = False
    named: bool = False
    draft: bool = False


def print_flyer(root: Root, typed: FlyerRequest, request: PrintRequest, usual_paper: str, today: date) -> None:
    """Print a flyer, and say what there was no room for and what is left to write on it.

    Raises PeerkitError where it has no Easy Read wording and one is requested, where no speaker has read it, and where
    nobody said yes to somebody's own number or home.
    """
    chosen = settings(root, note=True)
    path = find(root, typed.template)
    words = catalogue.loaded(Flyer, path, chosen.words)
    speak_of(words.language, words.title)
    words = replace(words, place_on_contact=words.place_on_contact or typed.place_on_contact)
    style, group, kind = request.style, chosen.group, typed.kind
    if style.easy and words.easy is None:
        raise PeerkitError(
            _("This flyer has no Easy Read wording."),
            _("Write one into its file under [easy], or take another style, such as --style large."),
        )
    tags = request.languages if len(request.languages) > 1 else ()
    several = {tag: flyer_in(root, path, words, tag, chosen.words) for tag in tags}
    event = _next_meeting(root, group, today) if typed.qr == _NEXT else None
    web = typed.qr if typed.qr and not event else flyer.told(words, group).web
    dated = bool(words.dates or kind == "pocket" or not every_week(group, today))

    def sheet(words: Flyer, without: Sequence[str]) -> Document:
        dates = typed.dates or (next_days(group, today) if dated else ())
        made = flyer.sheet(words, group, kind, web=web, event=event, without=without, dates=dates, easy=style.easy)
        for_strangers(made, root.command("flyer print --draft"), draft=typed.draft)
        return made

    def in_all(without: Sequence[str]) -> Document:
        if not several:
            return labelled(sheet(words, without))
        return together(*in_each(root, tags, lambda tag: sheet(several[tag], without)).values())

    in_all(())  # refuses a draft before anything is asked
    _may_be_printed(words, group, asking=not typed.yes)
    stem = "-".join(["flyer", *[path.stem] * typed.named, *[kind] * (kind != "window")])
    if several and request.separate:
        each = in_each(root, tags, lambda tag: _said_fullest(partial(sheet, several[tag]), group, typed, web, request))
        deliver_several(each, root, request, stem, usual_paper)
    else:
        made = _said_fullest(in_all, group, typed, web, request)
        name = request.name_for("-".join((stem, *several)), usual_paper)
        deliver(with_pictures(made, root, request), request, name, theirs=True)
    if (empty := flyer.missing(words, group)) and can_be_set(root):
        _to_write(listed(marked(_CALLED[key]) for key in empty), root.command("init"))
    if unsaid := [each.label for each in words.detail if not each.says]:
        _to_write(commas(unsaid), root.command("flyer edit", path.stem))


def _to_write(answers: str, command: str) -> None:
    lines = _("There are lines to write on for: {answers}.", answers=answers)
    console.note(f"{lines} {_('To have it printed: {command}', command=command)}")


def _next_meeting(root: Root, group: Group, today: date) -> tuple[str, str]:
    """What a QR code holds of the next meeting, and that in words. Raises PeerkitError where the group said no days."""
    from peerkit.group.calendar import next_event

    meetings = upcoming(told(group, "paper"), today, 1)
    if not meetings:
        example = root.command('group change days "every Thursday, 19:00 to 21:00"')
        raise PeerkitError(
            _("There is no next meeting to put into a code."), _("To say your days: {command}", command=example)
        )
    says = _("For your calendar: {meeting}", meeting=meeting_in_words(meetings[0]))
    return next_event(group, meetings[0]), says


def _said_fullest(make: _Make, group: Group, typed: FlyerRequest, web: str, request: PrintRequest) -> Document:
    """The flyer with all for which there is room; what is left out is said."""
    gone, made = fullest(make, group, typed, web, request)
    if gone:
        left_out = listed(marked(_LEFT_OUT[each]) for each in gone)
        console.note(_("For all of it there is no room on one page. Left out: {parts}.", parts=left_out))
    return made


def fullest(
    make: _Make, group: Group, typed: FlyerRequest, web: str, request: PrintRequest
) -> tuple[list[str], Document]:
    """What there is no room for, and the flyer with all for which there is."""
    every = [(out, make(out)) for out in flyer.shorter(typed.kind, group, web, code=bool(typed.qr))]
    always, made = every[0]
    out = always
    if request.form == "pdf" and typed.kind != "pocket":
        out, made = next((each for each in every if fits(each[1], request.style, request.paper)), every[-1])
    return [each for each in out if each not in always], made


def _may_be_printed(words: Flyer, group: Group, *, asking: bool) -> None:
    """Ask before a mobile number or somebody's home is printed. Raises PeerkitError where the answer is no, or none."""
    told = flyer.told(words, group)
    place = f"{told.where} {told.getting_in} {told.contact}"
    mobile, home = somebodys.mobiles(group.contact), somebodys.homes(place)
    if not asking or not (mobile or home):
        return
    if mobile and home:
        looks = _("On it is what looks like a mobile number and somebody's home, and anyone can read a flyer.")
    elif mobile:
        looks = _("On it is what looks like a mobile number, and anyone can read a flyer.")
    else:
        looks = _("On it is what looks like somebody's home, and anyone can read a flyer.")
    nothing = _("Nothing was printed.")
    hint = _("To print it all the same: {option}", option="--yes")
    hint += "\n" + _("To say where only on contact: {option}", option="--place-on-contact")
    if not prompt.at_a_terminal():
        raise PeerkitError(f"{looks} {nothing}", hint)
    if not prompt.yes(f"{looks} {_('Print it?')}", default=False):
        raise PeerkitError(nothing, hint)


def print_booklet(
    root: Root, template: str, rules: str | None, request: PrintRequest, today: date, *, fold: bool = False
) -> None:
    """Print it with these ground rules, or those that it names, to read or to `fold`.

    Raises PeerkitError where a wording is missing.
    """
    chosen = settings(root, note=True)
    path = catalogue.find(root, "booklets", template, "booklet")
    booklet = catalogue.loaded(Booklet, path, chosen.words)
    speak_of(booklet.language, booklet.title)
    path_of_rules = agreements.find_agreement(root, rules or booklet.agreement)
    agreement, standing = load_standing(root, RULES, path_of_rules, chosen.words)
    meeting = load_template(find_template(root, booklet.session), chosen.words)
    easy = request.style.easy
    if easy and (without := [part.heading for part in booklet.part if part.easy is None]):
        raise PeerkitError(
            _("This booklet has no Easy Read wording for: {headings}.", headings="; ".join(without)),
            _(
                "Write one into its file under {table}, or take another style, such as {option}.",
                table="[part.easy]",
                option="--style large",
            ),
        )
    made = starter.sheet(
        booklet,
        starter.Known(
            agreement,
            _as_it_would_be(booklet.session, meeting),
            chosen.group,
            chosen.support or _marked(support.lines, root, chosen, today),
            _marked(support.helpers, root, chosen, today),
            standing.said(RULES),
        ),
        easy=easy,
    )
    made = with_pictures(made, root, request)
    if fold:
        hand_over(folded(labelled(made), request.style), request, request.name_for(f"{path.stem}-to-fold", "a5"))
        console.note(
            _("Print it on both sides of A4, turned over along the short edge. Then fold all sheets together.")
        )
    else:
        deliver(made, request, request.name_for(path.stem))
    if easy and (plain := sum(rule.easy is None for rule in agreement.rule)):
        console.note(_("Ground rules without an Easy Read wording, and so in their own words: {number}.", number=plain))


def _marked(lines: Callable[[Root, Config, date], tuple[str, ...]], *about: Any) -> tuple[str, ...]:
    """Lines of peerkit's own for a hard moment: English where a draft is spoken."""
    with unless_draft():
        return tuple(map(own, lines(*about)))


def _as_it_would_be(name: str, meeting: Template) -> Plan:
    """The meeting with as many people and minutes as are ideal for it."""
    start = datetime(2000, 1, 1, 19, tzinfo=UTC)
    plan = build(Evening(name, meeting, meeting.people.ideal, start, start + timedelta(minutes=meeting.minutes.ideal)))
    if not isinstance(plan, Plan):
        raise PeerkitError(
            f"{meeting.title} does not fit into its own {meeting.minutes.ideal} minutes.",
            f"See why: peerkit template check {typed(name)}",
        )
    return plan
