"""Flyers and booklets by name: those that come with peerkit, and the workspace's own, which win."""

from pathlib import Path

from peerkit.leaflets.booklet import Booklet
from peerkit.leaflets.flyer import Flyer
from peerkit.words import USUAL, Words
from peerkit.workspace.catalogue import find, value_in
from peerkit.workspace.files import read_toml
from peerkit.workspace.glance import names
from peerkit.workspace.root import Root


def find_flyer(root: Root, name: str) -> Path:
    """The file of a flyer, by stem or by path as `find_template`. Raises PeerkitError."""
    return find(root, "flyers", name, "flyer", f"There are: {', '.join(names(root, 'flyers'))}.")


def find_booklet(root: Root, name: str) -> Path:
    """The file of a booklet, by stem or by path as `find_template`. Raises PeerkitError."""
    return find(root, "booklets", name, "booklet", f"There are: {', '.join(names(root, 'booklets'))}.")


def load_flyer(path: Path, words: Words = USUAL) -> Flyer:
    """A flyer with the group's words in it. Raises WrongFile, or PeerkitError where there is no TOML."""
    return value_in(Flyer, path, words.fill_in(read_toml(path)))


def load_booklet(path: Path, words: Words = USUAL) -> Booklet:
    """A booklet with the group's words in it. Raises as `load_flyer`."""
    return value_in(Booklet, path, words.fill_in(read_toml(path)))
