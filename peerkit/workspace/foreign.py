"""Files of another kind than the one that is meant: recognised by what is in them, named, and what to do with them."""

import io
import re
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from peerkit.errors import PeerkitError
from peerkit.messages import N_, _, marked
from peerkit.workspace import files

_START = 65_536
_LARGEST = 64_000_000
_LINES = 40
_SAVE_AS_CSV = N_("Open it in the program that made it, save the counts as CSV or as a spreadsheet, and import that.")
_INTO_SHEET = N_(
    "Put the counts into a spreadsheet, one line a session with its date and how many came, and import that. "
    "A single one: peerkit tally add 9 --on 2026-11-19"
)
_WRITE_ANEW = N_(
    "Begin a way of meeting with `peerkit template new NAME`, rules with `peerkit rules choose`, and put your words "
    "between the quotes."
)


@dataclass(frozen=True)
class FileKind:
    """A kind of file: what it is called in a sentence, and what to do where counts were meant."""

    called: str
    counts: str


WORKBOOK = FileKind(N_("a spreadsheet"), "")
NUMBERS = FileKind(
    N_("a Numbers document"),
    N_("Open it in Numbers, choose File, Export To, Excel or CSV, and import what that makes."),
)
WORD = FileKind(N_("a text document"), _INTO_SHEET)
PDF = FileKind(N_("a PDF"), _INTO_SHEET)
_PICTURE = FileKind(N_("a picture"), _INTO_SHEET)
_ARCHIVE = FileKind(N_("a packed folder"), N_("Unpack it, and import the spreadsheet in it."))
_WEB = FileKind(N_("a web page"), N_("Open it in a spreadsheet, save it as CSV, and import that."))
CALENDAR = FileKind(
    N_("a calendar"), N_("It says when you meant to meet, and not how many came. Import a spreadsheet with both.")
)
_CARDS = FileKind(
    N_("an address book"), N_("peerkit counts people and keeps nothing about anybody. There is nothing to take.")
)
_MAIL = FileKind(N_("an e-mail"), _INTO_SHEET)
JSON = FileKind(N_("JSON, as programs and feeds write it"), _SAVE_AS_CSV)
YAML = FileKind(N_("YAML"), _INTO_SHEET)
_MARKDOWN = FileKind(N_("Markdown"), N_("Copy its table into a spreadsheet, save that as CSV, and import it."))
TOML = FileKind(
    N_("TOML, as peerkit's ways of meeting and settings are"),
    N_("Counts are in sessions/attendance.csv of a folder: import that."),
)
_BENT = FileKind(N_("TOML with quotation marks of a word processor"), TOML.counts)
_DATABASE = FileKind(N_("a database"), _SAVE_AS_CSV)

_BEGINS = (
    (b"%PDF", PDF), (b"\x89PNG", _PICTURE), (b"\xff\xd8\xff", _PICTURE), (b"GIF8", _PICTURE),
    (b"SQLite format 3", _DATABASE), (b"{\\rtf", WORD), (b"II*\0", _PICTURE), (b"MM\0*", _PICTURE),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CURLY = re.compile(r"=\s*\[?\s*[\u201c\u201d\u201e\u2018\u2019\u00ab]")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|table|body|head|div|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON = re.compile(r"\s*(?:\{\s*(?:\"|\}\s*$)|\[\s*[\{\"]|\[\s*\[\s*[\"\d\[]|\[\s*\]\s*$)")
_KEY_OF_YAML = re.compile(r"\s*(?:- )?[^\s:,;=\t#][^:,;=\t]{0,40}:(?: [^,;\t]*)?$|\s*- [^,;\t=]+$|\s*#.*$")
_KEY_OF_TOML = re.compile(r"\s*(?:\[\[?[\w.\"'-]+\]\]?\s*(?:#.*)?|[\w.\"'-]+\s*=\s*\S.*)$")
_RULE_OF_TABLE = re.compile(r"\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?\s*$")
_HEADER_OF_MAIL = re.compile(
    r"(?:From|To|Subject|Return-Path|Received|Delivered-To|Message-ID|MIME-Version):\s", re.IGNORECASE
)


def kind_of(path: Path) -> FileKind | None:
    """What kind of file it is; None for text that may be a table, and for anything unknown. Raises as `read_bytes`."""
    start = files.read_bytes(path, _START, start=True)
    if found := next((kind for sign, kind in _BEGINS if start.startswith(sign)), None):
        return found
    if start[:4] == b"PK\x03\x04":
        return _packed(path)
    if start.startswith(_OLE):
        return WORD if path.suffix.lower() in (".doc", ".dot", ".ppt", ".msg") else WORKBOOK
    if start[:4] == b"RIFF" or start[4:8] == b"ftyp":
        return _PICTURE
    text = start.decode(files.encoding(start), errors="replace")
    return _of_text(text, path.suffix.lower())


def instead_of_counts(path: Path) -> PeerkitError | None:
    """The error for a file that holds no table of counts; None for a workbook, and for text that may be a table."""
    kind = kind_of(path)
    if kind in (None, WORKBOOK):
        return None
    named = _("{file} is {kind}. Nothing was taken.", file=files.shown(path.name), kind=marked(kind.called))
    return PeerkitError(named, marked(kind.counts))


def instead_of_toml(path: Path) -> PeerkitError | None:
    """The error for a file that is not TOML, or in which a word processor has bent the quotation marks; else None."""
    try:
        kind = kind_of(path)
    except PeerkitError:
        return None
    if kind in (None, TOML):
        return None
    named = _("{file} is {kind}.", file=files.shown(path.name), kind=marked(kind.called))
    if kind is _BENT:
        line = _("Line {line} has the first of them.", line=_first_curly(path))
        straight = _('Put straight quotes (") in their place, in an editor for plain text, then try again.')
        return PeerkitError(f"{named} {line}", straight)
    return PeerkitError(f"{named} {_('Ways of meeting, plans and rules are TOML.')}", marked(_WRITE_ANEW))


def _packed(path: Path) -> FileKind:
    if path.suffix.lower() == ".numbers":
        return NUMBERS
    names: list[str] = []
    mimetype = b""
    content = io.BytesIO(files.read_bytes(path, _LARGEST))
    wrong = zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, KeyError
    with suppress(*wrong), zipfile.ZipFile(content) as inside:
        names = inside.namelist()
        mimetype = inside.read("mimetype")[:100] if "mimetype" in names else b""
    if any(name.startswith("xl/") for name in names) or b"opendocument.spreadsheet" in mimetype:
        return WORKBOOK
    if any(name.endswith(".iwa") for name in names):
        return NUMBERS
    if any(name.startswith(("word/", "ppt/")) for name in names) or mimetype:
        return WORD
    return WORKBOOK if path.suffix.lower() in (".xlsx", ".xlsm", ".ods", ".xlsb") else _ARCHIVE


def _of_text(text: str, suffix: str) -> FileKind | None:
    text = text.lstrip("\ufeff")
    lines = [line for line in text.splitlines()[:_LINES] if line.strip()]
    first = lines[0].strip() if lines else ""
    if first.upper() == "BEGIN:VCALENDAR" or suffix in (".ics", ".ical"):
        return CALENDAR
    if first.upper() == "BEGIN:VCARD" or suffix == ".vcf":
        return _CARDS
    if _HTML.match(text):
        return _WEB
    if suffix in (".json", ".jsonl", ".geojson") or _JSON.match(text):
        return JSON
    if sum(bool(_HEADER_OF_MAIL.match(line)) for line in lines[:8]) >= 3:
        return _MAIL
    keys = sum(bool(_KEY_OF_TOML.match(line)) for line in lines)
    if suffix == ".toml" or (keys >= 2 and 2 * keys >= sum(line.lstrip()[:1] != "#" for line in lines)):
        return _BENT if _CURLY.search(text) else TOML
    if suffix in (".md", ".markdown") or any(_RULE_OF_TABLE.match(line) and "|" in text for line in lines[1:]):
        return _MARKDOWN
    if first.startswith("# ") and not any(sign in line for line in lines for sign in ",;\t="):
        return _MARKDOWN
    like_yaml = sum(bool(_KEY_OF_YAML.match(line)) for line in lines)
    begins = first == "---" and suffix != ".csv"
    if suffix in (".yaml", ".yml") or begins or (like_yaml >= 3 and 5 * like_yaml >= 4 * len(lines)):
        return YAML
    return None


def _first_curly(path: Path) -> int:
    with suppress(PeerkitError):
        for number, line in enumerate(files.read_text(path).splitlines(), start=1):
            if _CURLY.search(line):
                return number
    return 1
