"""Ground rules and charters on the terminal: a list of them, one of them, and one as data."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peerkit.cli.terminal import console
from peerkit.durations import counted

if TYPE_CHECKING:
    from peerkit.agreements.agreement import Agreement, Rule
    from peerkit.agreements.kinds import Kind
    from peerkit.agreements.standing import Standing
    from peerkit.cli.sheets.options import PrintRequest
    from peerkit.workspace.root import Root


def list_all(root: "Root", kind: "Kind", *, as_json: bool) -> None:
    """Each with its title, how many it has, where it stands and its summary."""
    from peerkit.errors import PeerkitError
    from peerkit.workspace import config, glance

    words = config.load(root).words
    found = {}
    for name, path in glance.names(root, kind.folder).items():
        try:
            found[name] = loaded(root, kind, path, words)
        except PeerkitError:
            why = root.command(f"{kind.command} check", name)
            console.note(f"{name} was left out, because it can't be read. See why: {why}")
    if as_json:
        console.as_json([_entry(name, agreement, standing, kind) for name, (agreement, standing) in found.items()])
        return
    for name, (agreement, standing) in found.items():
        stands = f" {said}" if (said := standing.said(kind)) else ""
        many = counted(len(agreement.rule), kind.one, kind.many)
        console.out(f"{name}: {agreement.title}. {many}.{stands} {agreement.summary}")


def _entry(name: str, agreement: "Agreement", standing: "Standing", kind: "Kind") -> dict[str, Any]:
    known = {key: getattr(agreement, key) for key in ("title", "summary", "language")}
    return {"name": name, **known, kind.many: len(agreement.rule), "standing": standing.as_dict()}


def show_one(root: "Root", kind: "Kind", name: str, *, easy: bool, as_json: bool) -> None:
    """All of one, or the same as data."""
    from peerkit.values import dump
    from peerkit.workspace import config
    from peerkit.workspace.agreements import find_agreement
    from peerkit.workspace.files import shown

    path = find_agreement(root, name, kind)
    agreement, standing = loaded(root, kind, path, config.load(root).words)
    if as_json:
        data = {key: value for key, value in dump(agreement).items() if key not in ("version", "adopted", "review")}
        rules = data.pop("rule")
        for rule in rules:
            rule["options"] = rule.pop("option")
        console.as_json({"name": shown(path.stem), **data, "standing": standing.as_dict(), kind.many: rules})
        return
    for line in described(agreement, kind, standing.said(kind), easy=easy):
        console.out(line)
    _remind(root, kind, path.stem, standing)


def _remind(root: "Root", kind: "Kind", name: str, standing: "Standing") -> None:
    """The month in which the group wanted to look at it again may have come."""
    from peerkit.live.clock import today

    if standing.state == "agreed" and standing.review and standing.review <= f"{today():%Y-%m}":
        again = root.command(f"{kind.command} choose", name)
        console.note(f"The time has come to look at it again together: {again}")


def print_one(root: "Root", kind: "Kind", name: str, request: "PrintRequest") -> None:
    """One on paper, and what would make the sheet more the group's own."""
    from peerkit.cli.sheets import delivery
    from peerkit.printing.sheets.agreement import sheet
    from peerkit.workspace import config
    from peerkit.workspace.agreements import find_agreement

    chosen = config.load(root)
    path = find_agreement(root, name, kind)
    agreement, standing = loaded(root, kind, path, chosen.words)
    easy = request.style.easy
    made = sheet(agreement, chosen.group.name, standing.said(kind), easy=easy)
    stem = path.stem if kind.command in ("rules", path.stem) else f"{kind.command}-{path.stem}"
    delivery.deliver(made, request, request.name_for(stem))
    if not chosen.group.name:
        console.note(f"To have your group's name on it: {root.command('init')}")
    if easy and (plain := [str(place) for place, rule in enumerate(agreement.rule, 1) if not _is_easy(rule)]):
        console.note(
            f"Without an Easy Read wording yet, and so in their own words: {kind.many} {', '.join(plain)}. "
            f"Whoever edits the file can add one: {root.command(f'{kind.command} edit', path.stem)}"
        )


def _is_easy(rule: "Rule") -> bool:
    said = rule.option if rule.is_open else [rule.choice or rule]
    return all(each.easy for each in said) and (bool(rule.easy) or not rule.is_open)


def loaded(root: "Root", kind: "Kind", path: Path, words: Any) -> "tuple[Agreement, Standing]":
    """One in the group's words, and where it stands."""
    from peerkit.workspace.adopted import standing_of
    from peerkit.workspace.agreements import load_agreement, load_as_written

    agreement = load_agreement(path, words, kind)
    return agreement, standing_of(root, kind, path, load_as_written(path, kind))


def described(agreement: "Agreement", kind: "Kind", stands: str, *, easy: bool = False) -> Iterator[str]:
    """Everything that it says, in lines to be read in order."""
    yield f"{agreement.title}\n{agreement.summary}"
    if stands:
        yield stands
    if agreement.opening:
        yield f"\n{agreement.opening}"
    for place, rule in enumerate(agreement.rule, start=1):
        yield f"\n{place}. " + "\n".join(_rule(rule, kind, easy))


def _rule(rule: "Rule", kind: "Kind", easy: bool) -> Iterator[str]:
    from peerkit.agreements.kinds import RULES

    yield rule.said(easy) if kind is RULES else f"{rule.value}. {rule.said(easy)}"
    if rule.is_open:
        yield f"Still open. The group chooses one of these {len(rule.option)}:"
        yield from options_of(rule, easy)
    if kind is RULES:
        yield f"For the sake of: {rule.value}"


def options_of(rule: "Rule", easy: bool = False) -> Iterator[str]:
    """The choices of a rule, a line each."""
    for number, option in enumerate(rule.option, start=1):
        name = f"{option.name}. " if option.name else ""
        yield f"Choice {number}: {name}{option.said(easy)}"


def list_topics(root: "Root", kind: "Kind", *, easy: bool, as_json: bool) -> None:
    """The bank: each topic with its question, and each wording with the number that `choose` takes."""
    from peerkit.agreements.choosing import in_one_word
    from peerkit.values import dump
    from peerkit.workspace import config
    from peerkit.workspace.agreements import load_bank

    bank, words = load_bank(root, kind), config.load(root).words
    if as_json:
        console.as_json(words.fill_in(dump(bank))["topic"])
        return
    for topic in bank.topic:
        console.out(words.fill_in(f"{in_one_word(topic.name)}: {topic.asks} For the sake of: {topic.value}"))
        for number in range(1, len(topic.wording) + 1):
            rule = topic.rule(number)
            console.out(words.fill_in(f"Wording {number}: {rule.said(easy)}"))
            for line in options_of(rule, easy):
                console.out(words.fill_in(line))
        console.out()
