"""What `tally import` says of figures that were shared from another folder."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from peerkit.messages import _
from peerkit.tally import inherited
from peerkit.tally.disclosure import Figure, Shared
from peerkit.tally.inherited import Inheritance
from peerkit.tally.periods import named
from peerkit.wording.grammar import listed
from peerkit.workspace.files import shown
from peerkit.workspace.root import Root


def said(root: Root, paths: Sequence[Path], before: Shared, found: Inheritance) -> Iterator[str]:
    """What comes along, what stays as it is, and what can't be shared any more."""
    if found.taken:
        yield _(
            "Shared from there already: {periods}. Those figures come along and stay as they were shared, so that no "
            "figure here can be compared with them.",
            periods=listed(map(named, found.taken)),
        )
    for here, there in found.unlike:
        yield _(
            "{period} was shared from here and from there, with other figures. It stays: {figure}.",
            period=named(here.period),
            figure=_figure(here if here in (*found.record.visits, *found.record.first_timers) else there),
        )
    if found.exposed:
        yield _(
            "Shared from there, and some of the same days from here in other figures: {periods}. Whoever has both "
            "files can compare them, and that can't be taken back. Nothing more is shared of those days.",
            periods=listed(map(named, found.exposed)),
        )
    if found.record == before:
        for path in paths:
            if inherited.of_a_group(path) and path.parent.resolve() != root.sessions.resolve():
                yield _(
                    "No record of shared figures lies beside {file}. If figures of these counts were ever shared, put "
                    "shared.toml from that folder beside it and import it again, before you share any from here: else "
                    "both together may show the size of one evening.",
                    file=shown(path),
                )


def _figure(figure: object) -> str:
    number = figure.visits if isinstance(figure, Figure) else getattr(figure, "people", None)
    return _("not shown") if number is None else f"{number:,}"
