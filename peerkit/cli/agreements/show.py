"""Ground rules and charters on the terminal: a list of them, one of them, what there is to choose from."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.bank import Bank
from peerkit.agreements.changes import changes
from peerkit.agreements.kinds import RULES, Kind
from peerkit.agreements.phrases import choices, described, how_to_choose
from peerkit.agreements.standing import Standing
from peerkit.cli.terminal import console, viewer
from peerkit.cli.terminal.language import speak_of
from peerkit.cli.terminal.problems import readable
from peerkit.cli.terminal.settings import settings
from peerkit.messages import _, ngettext
from peerkit.values import dump
from peerkit.wording.months import date_of
from peerkit.wording.slugs import slug
from peerkit.workspace import adopted, glance
from peerkit.workspace.agreements import (
    find_agreement,
    find_named_agreement,
    in_their_words,
    load_as_written,
    load_bank,
)
from peerkit.workspace.files import shown
from peerkit.workspace.root import Root


def list_all(root: Root, kind: Kind, *, as_json: bool) -> None:
    """Each with its title, how many it has, where it stands and its summary."""
    words = settings(root, note=True).words
    found = readable(
        glance.names(root, kind.folder),
        lambda path: adopted.load_standing(root, kind, path, words),
        lambda name: root.command(f"{kind.command} check", name),
    )
    if as_json:
        console.as_json([_entry(name, agreement, standing, kind) for name, (agreement, standing) in found.items()])
        return
    if viewer.looks():
        from peerkit.cli.agreements import views

        viewer.show(views.listed(found, kind))
        return
    for name, (agreement, standing) in found.items():
        stands = f" {said}" if (said := standing.said(kind)) else ""
        many = ngettext("{n} rule.", "{n} rules.", len(agreement.rule))
        if kind is not RULES:
            many = ngettext("{n} value.", "{n} values.", len(agreement.rule))
        console.out(f"{name}: {agreement.title}. {many}{stands} {agreement.summary}")


def _entry(name: str, agreement: Agreement, standing: Standing, kind: Kind) -> dict[str, Any]:
    known = {key: getattr(agreement, key) for key in ("title", "summary", "language")}
    return {"name": name, **known, kind.many: len(agreement.rule), "standing": standing.as_dict()}


def show_one(root: Root, kind: Kind, name: str, today: date, *, easy: bool, as_json: bool) -> None:
    """All of one, or the same as data."""
    path = find_agreement(root, name, kind)
    agreement, standing = adopted.load_standing(root, kind, path, settings(root, note=True).words)
    speak_of(agreement.language, agreement.title)
    if as_json:
        data = {key: value for key, value in dump(agreement).items() if key not in ("version", "adopted", "review")}
        rules = data.pop("rule")
        for rule in rules:
            rule["options"] = rule.pop("option")
        console.as_json({"name": shown(path.stem), **data, "standing": standing.as_dict(), kind.many: rules})
        return
    if viewer.looks():
        from peerkit.cli.agreements import views

        viewer.show(views.one(agreement, standing.said(kind), easy=easy))
    else:
        for line in described(agreement, kind, standing.said(kind), easy=easy):
            console.out(line)
    if option := how_to_choose(agreement):
        choose = root.command(f"{kind.command} choose {option}", kind.unless_usual(path.stem))
        console.note(_("To choose the first, for example: {command}", command=choose))
    if standing.state == "agreed" and standing.review and standing.review <= f"{today:%Y-%m}":
        again = root.command(f"{kind.command} choose", path.stem)
        console.note(_("The time has come to look at it again together: {command}", command=again))


def list_topics(root: Root, kind: Kind, *, easy: bool, as_json: bool) -> None:
    """The bank: each topic with its question, and each wording with the number that `choose` takes."""
    bank, words = load_bank(root, kind), settings(root, note=True).words
    if as_json:
        console.as_json(words.fill_in(dump(bank))["topic"])
        return
    if viewer.looks():
        from peerkit.cli.agreements import views

        viewer.show(views.topics(bank, words, easy=easy))
    else:
        for line in _topics(bank, easy):
            console.out(words.fill_in(line))
    first = next((topic for topic in bank.topic if len(topic.wording) > 1), bank.topic[0])
    console.note(
        f"To take a wording: {root.command(f'{kind.command} choose --wording {slug(first.name)}={len(first.wording)}')}"
    )
    if choice := next((topic for topic in bank.topic if any(each.option for each in topic.wording)), None):
        console.note(f"To make a choice: {root.command(f'{kind.command} choose --choice {slug(choice.name)}=1')}")


def _topics(bank: Bank, easy: bool) -> Iterator[str]:
    for topic in bank.topic:
        yield f"{slug(topic.name)}: {topic.asks} For the sake of: {topic.value}"
        for number in range(1, len(topic.wording) + 1):
            rule = topic.rule(number)
            yield f"Wording {number}: {rule.said(easy)}"
            yield from choices(rule, easy)
        yield ""


def show_changes(root: Root, kind: Kind, name: str, earlier: int | None, later: int | None, *, as_json: bool) -> None:
    """What is different, in sentences."""
    path = find_named_agreement(root, name, kind)
    kept = adopted.versions(root, kind, path.stem)
    first = earlier or max(kept, default=1)
    before = adopted.load_version(root, kind, path.stem, first)
    after = adopted.load_version(root, kind, path.stem, later) if later else load_as_written(path, kind)
    for number in dict.fromkeys(number for number in (first, later) if number):
        if adopted.changed_since(kept[number], kind):
            console.note(f"Version {number} is not as it was agreed: somebody changed {kept[number]} since.")
    words = settings(root, note=True).words
    ours = [in_their_words(each, words, kind)[0] or each for each in (before, after)]
    found = changes(ours[0], ours[1], kind)
    if as_json:
        console.as_json([asdict(change) for change in found])
        return
    there = f"version {later}" if later else "what is there now"
    if not found:
        console.out(f"Nothing is different between version {first} and {there}.")
        return
    console.out(
        f"What is different between version {first}{_agreed(before)} and {there}{_agreed(after) if later else ''}:"
    )
    if viewer.looks():
        from peerkit.cli.agreements import views

        viewer.show(views.changed(found))
        return
    for change in found:
        console.out(f"\n{change.said()}")


def _agreed(agreement: Agreement) -> str:
    return f", agreed on {date_of(agreement.adopted)}," if agreement.adopted else ""
