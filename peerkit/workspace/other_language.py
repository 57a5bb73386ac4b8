"""The same file in another language: what is known in both, for a sheet in two."""

from pathlib import Path

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.bank import Bank
from peerkit.agreements.kinds import RULES, Kind
from peerkit.agreements.other_language import RulePair, in_other_words, pairs, wordings
from peerkit.errors import PeerkitError
from peerkit.leaflets.flyer import Flyer
from peerkit.messages import _, base_of, is_english
from peerkit.planning.other_language import in_other_words as plan_in_other_words
from peerkit.planning.other_language import same_skeleton
from peerkit.planning.plan import Plan
from peerkit.words import Words
from peerkit.workspace.agreements import load_agreement
from peerkit.workspace.builtin import builtin_templates, ships
from peerkit.workspace.catalogue import loaded
from peerkit.workspace.files import shown
from peerkit.workspace.glance import languages
from peerkit.workspace.root import Root
from peerkit.workspace.templates import find_template, load_template


def there(root: Root, folder: str, tag: str) -> dict[str, Path]:
    """The stems of a folder of templates in a language, each with its file: ours, and the group's."""
    found = languages(root, folder)
    return found.get(base_of(tag), {}) | found.get(tag, {})


def ours(folder: str, tag: str) -> dict[str, Path]:
    """The stems of a folder of templates that comes with peerkit in a language: only these are one in two languages."""
    place = builtin_templates() / ("" if is_english(tag) else base_of(tag)) / folder
    return {path.stem: path for path in sorted(place.glob("*.toml"))}


def agreement_in(
    root: Root, kind: Kind, stem: str, agreement: Agreement, language: str, words: Words, missing: str
) -> Agreement:
    """An agreement in the words of another language: the group's own file of them, else ours; `missing` for the rest.

    Raises PeerkitError for a file that can't be read, and where nothing of it is there.
    """
    if language == agreement.language:
        return agreement
    known: list[RulePair] = []
    heads = None
    own = there(root, kind.folder, language).get(stem)
    if own and not ships(own):
        heads = agreement, load_agreement(own, words, kind)
        known += pairs(*heads)
    one, other = (ours(kind.folder, tag) for tag in (agreement.language, language))
    for name in one.keys() & other.keys():
        both = load_agreement(one[name], words, kind), load_agreement(other[name], words, kind)
        known += pairs(*both)
        heads = heads or (both if name == stem else None)
    if kind is RULES:
        banks = [ours("bank", tag).get(kind.bank) for tag in (agreement.language, language)]
        read = [loaded(Bank, path, words) for path in banks if path]
        known += wordings(*read) if len(read) == 2 else ()
    if not known and all(rule.spoken(agreement.language) != language for rule in agreement.rule):
        raise not_there(root, kind.folder, stem, agreement.title, language)
    return in_other_words(agreement, language, known, heads, missing)


def plan_in(root: Root, plan: Plan, language: str, words: Words) -> Plan:
    """A plan in the words of another language: the group's own file of its way of meeting, else ours.

    Raises PeerkitError where there is none, or where it has other parts.
    """
    template, stem = plan.evening.template, plan.evening.name
    if language == template.language:
        return plan
    path = there(root, "sessions", language).get(stem)
    if path is None:
        raise not_there(root, "sessions", stem, template.title, language)
    own = ours("sessions", template.language).get(stem)
    if not ships(path):
        own = there(root, "sessions", template.language).get(stem) or find_template(root, stem)
    if own is None:
        raise not_there(root, "sessions", stem, template.title, language)
    one, other = load_template(own, words), load_template(path, words)
    if not same_skeleton(one, other):
        told = _(
            "{title} has other parts in {file}, so it can't be on one sheet in both.", title=one.title, file=shown(path)
        )
        raise PeerkitError(told, _("Give both the same parts in the same order, then try again."))
    return plan_in_other_words(plan, one, other)


def flyer_in(root: Root, path: Path, flyer: Flyer, language: str, words: Words) -> Flyer:
    """A flyer in another language: the group's own file of it; ours, where this one is ours. Raises PeerkitError."""
    if language == flyer.language:
        return flyer
    other = there(root, "flyers", language).get(path.stem)
    if other is None or (ships(other) and not ships(path)):
        raise not_there(root, "flyers", path.stem, flyer.title, language)
    return loaded(Flyer, other, words)


def not_there(root: Root, folder: str, stem: str, title: str, language: str) -> PeerkitError:
    """That a file is not there in a language, and where one would lie."""
    place = root.templates / language / folder / f"{stem}.toml"
    return PeerkitError(
        _("There is no {title} in that language: {tag}", title=title, tag=language),
        _("One of your own would lie here: {file}", file=shown(place)),
    )
