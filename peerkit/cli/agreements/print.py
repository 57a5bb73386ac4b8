"""Ground rules and charters on paper."""

from peerkit.agreements.agreement import Rule
from peerkit.agreements.kinds import Kind
from peerkit.cli.agreements import before
from peerkit.cli.sheets import languages
from peerkit.cli.sheets.delivery import deliver, mention_name, with_pictures
from peerkit.cli.sheets.options import PrintRequest
from peerkit.cli.terminal import console
from peerkit.cli.terminal.language import speak_of
from peerkit.cli.terminal.settings import settings
from peerkit.messages import _
from peerkit.printing.document import Document
from peerkit.printing.sheets.agreement import sheet
from peerkit.wording.grammar import commas
from peerkit.workspace.adopted import load_standing
from peerkit.workspace.agreements import find_agreement
from peerkit.workspace.builtin import ships
from peerkit.workspace.other_language import agreement_in
from peerkit.workspace.root import Root


def print_one(root: Root, kind: Kind, name: str, request: PrintRequest) -> None:
    """One on paper, and what would make the sheet more the group's own."""
    chosen = settings(root, note=True)
    path = find_agreement(root, name, kind)
    agreement, standing = load_standing(root, kind, path, chosen.words)
    speak_of(agreement.language, agreement.title)
    problems = [] if ships(path) else before.to_think_about(agreement, kind)
    edit = root.command(f"{kind.command} edit", path.stem)
    if problems:
        console.note(_("Before this hangs on a wall, there is something to think about:"))
        for line in before.lines(problems, kind):
            console.note(line)
        console.note(_("To put it right: {command}", command=edit))
    easy = request.style.easy
    stem = path.stem if kind.command in ("rules", path.stem) else f"{kind.command}-{path.stem}"
    theirs = not ships(path)

    def made(tag: str) -> Document:
        told = agreement
        if tag != agreement.language:
            told = agreement_in(root, kind, path.stem, agreement, tag, chosen.words, languages.not_there())
        return sheet(told, chosen.group.name, standing.said(kind), easy=easy)

    if len(request.languages) > 1:
        languages.deliver(languages.in_each(root, request.languages, made, theirs=theirs), root, request, stem)
    else:
        document = with_pictures(made(agreement.language), root, request)
        deliver(document, request, request.name_for(stem), theirs=theirs)
    if not easy and any(rule.is_open for rule in agreement.rule):
        show = root.command(f"{kind.command} show", path.stem)
        console.note(_("What is open stands on it in short. All its words: {command}", command=show))
    mention_name(root, chosen)
    if easy and (plain := [str(place) for place, rule in enumerate(agreement.rule, 1) if not _is_easy(rule)]):
        told = _("Without an Easy Read wording yet, and so in their own words: {numbers}.", numbers=commas(plain))
        console.note(f"{told} {_('Whoever edits the file can add one: {command}', command=edit)}")


def _is_easy(rule: Rule) -> bool:
    said = rule.option if rule.is_open else [rule.choice or rule]
    return all(each.easy for each in said) and (bool(rule.easy) or not rule.is_open)
