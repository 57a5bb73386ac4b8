"""Everything that is wrong with templates, and with the agreements that they name."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from peerkit.agreements.kinds import KINDS, RULES
from peerkit.border.agreement import check_data as check_agreement
from peerkit.border.template import check_data
from peerkit.cli.terminal.problems import FileProblem, report, unreadable
from peerkit.cli.terminal.settings import settings
from peerkit.errors import PeerkitError
from peerkit.messages import _, is_english
from peerkit.problems import Problem
from peerkit.wording.languages import unknown
from peerkit.workspace import catalogues, files, glance
from peerkit.workspace.root import Root
from peerkit.workspace.templates import find_template


def check_files(root: Root, names: Iterable[str], *, as_json: bool) -> None:
    """Report on these files, by name or path; without any, on all of the group's own, or all that come with peerkit.

    An agreement that templates name is looked over as well, once.
    """
    words = settings(root, note=True).words
    templates, agreements = glance.names(root), glance.names(root, "agreements")
    own = sorted(file.stem for file in root.template_files.glob("[!.]*.toml"))
    to_check: list[tuple[str, Path | None]] = [(name, None) for name in names or own or templates]
    found: list[FileProblem] = []
    paths: dict[str, Path] = {}
    for name, named in to_check:
        try:
            alone = agreements.get(name) if name not in templates else None
            paths[name] = named or alone or find_template(root, name)
            data = words.fill_in(files.read_toml(paths[name]))
        except PeerkitError as error:
            found.append((name, unreadable(error)))
            continue
        kind = RULES if named else next((kind for kind in KINDS if kind.table in data and "block" not in data), None)
        if kind is not None:
            problems = check_agreement(data, kind)
        else:
            template, problems = check_data(data, set(agreements))
            agreement = agreements.get(template.agreement or "")
            if agreement and (agreement.name, agreement) not in to_check:
                to_check.append((agreement.name, agreement))
        found += [(name, problem) for problem in (*problems, *_of_languages(root, data))]
    report(found, paths, as_json=as_json)


def _of_languages(root: Root, data: dict[str, Any]) -> Iterator[Problem]:
    """Tags in a file that are of no language; and that peerkit does not speak the file's, where that is so (advice)."""
    for place, tag in _tags(data):
        if is_english(tag) or catalogues.catalogue(tag, root) is not None:
            continue
        if problem := unknown(place, tag):
            yield problem
        elif place == "language":
            told = _("peerkit does not speak {tag} yet, so its own words stay in English.", tag=f'"{tag}"')
            hint = _("Nothing has to be done: what you wrote is read out and printed as it stands.")
            yield Problem(place, "words-in-english", told, hint, "advice")


def _tags(data: dict[str, Any], place: str = "") -> Iterator[tuple[str, str]]:
    """Every `language` of a file, or of a table in it, with its place."""
    for key, value in data.items():
        here = f"{place}.{key}" if place else key
        if key == "language" and isinstance(value, str):
            yield here, value
        elif isinstance(value, list):
            for number, each in enumerate(value, start=1):
                if isinstance(each, dict):
                    yield from _tags(each, f"{here} {number}")
