"""What is different between two versions of an agreement, said on the terminal."""

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.changes import changes
from peerkit.agreements.kinds import Kind
from peerkit.agreements.standing import day
from peerkit.cli.terminal import console
from peerkit.workspace import adopted, config
from peerkit.workspace.agreements import find_named_agreement, in_their_words, load_as_written
from peerkit.workspace.root import Root


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
    words = config.load(root).words
    ours = [in_their_words(each, words, kind)[0] or each for each in (before, after)]
    found = changes(ours[0], ours[1], kind)
    if as_json:
        console.as_json([change.as_dict() for change in found])
        return
    there = f"version {later}" if later else "what is there now"
    if not found:
        console.out(f"Nothing is different between version {first} and {there}.")
        return
    console.out(
        f"What is different between version {first}{_agreed(before)} and {there}{_agreed(after) if later else ''}:"
    )
    for change in found:
        console.out(f"\n{change.said()}")


def _agreed(agreement: Agreement) -> str:
    return f", agreed on {day(agreement.adopted)}," if agreement.adopted else ""
