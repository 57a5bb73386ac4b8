"""Where an agreement stands: not agreed yet, agreed in a version, or changed since. Never who agreed, or how many."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.kinds import RULES, Kind
from peerkit.messages import _, ngettext
from peerkit.values import dump
from peerkit.wording.months import date_of, in_words

AgreementState = Literal["draft", "agreed", "changed", "unknown"]


def mark(agreement: Agreement) -> str:
    """Twelve signs that are others as soon as one word of the agreement is another. Dates and topics don't count."""
    said = {key: value for key, value in dump(agreement).items() if key not in ("version", "adopted", "review")}
    said["rule"] = [_marked(rule) for rule in said["rule"]]
    text = json.dumps(said, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _marked(rule: dict[str, Any]) -> dict[str, Any]:
    """What the mark of a rule is made of. A language that is not said is left out, as it was before there were any."""
    kept = {key: value for key, value in rule.items() if key != "topic" and (key, value) != ("language", None)}
    return kept | {"option": [_marked(option) for option in kept["option"]]} if "option" in kept else kept


@dataclass(frozen=True)
class Standing:
    """`agreed`: this is the text of `version`. `changed`: it is another text by now.

    `unknown`: the file names a version, but the text of that version is not kept here to compare with.
    `open` is how many choices in it are still to be made.
    """

    state: AgreementState
    version: int | None = None
    adopted: date | None = None
    review: str | None = None
    open: int = 0

    def said(self, kind: Kind = RULES) -> str:
        """Sentences for the foot of a page; nothing for a draft.

        Such as: "Version 2. Agreed on 24 November 2026. 1 choice is still open. To be looked at again in May 2027."
        """
        version, on = self.version, date_of(self.adopted) if self.adopted else ""
        told: list[str] = []
        if self.state == "agreed":
            told = [_("Version {version}.", version=version), _("Agreed on {day}.", day=on) if on else _("Agreed.")]
            if self.open:
                told.append(ngettext("{n} choice is still open.", "{n} choices are still open.", self.open))
            if self.review:
                told.append(_("To be looked at again in {month}.", month=in_words(self.review)))
        elif self.state == "changed":
            told = [_("Changed since version {version} was agreed.", version=version)]
            if on:
                told = [_("Changed since version {version} was agreed on {day}.", version=version, day=on)]
            told.append(_("This text is not agreed yet."))
        elif self.state == "unknown":
            told = [_("Its file says: version {version}, agreed.", version=version)]
            if on:
                told = [_("Its file says: version {version}, agreed on {day}.", version=version, day=on)]
            told.append(kind.not_kept)
        return " ".join(told)

    def as_dict(self) -> dict[str, object]:
        """For `--json`."""
        adopted = self.adopted.isoformat() if self.adopted else None
        return {**asdict(self), "adopted": adopted}


def standing(agreement: Agreement, agreed: str | None) -> Standing:
    """How it stands. `agreed` is the mark of the version that the file names, or None where that is not kept."""
    still = sum(rule.is_open for rule in agreement.rule)
    if agreement.version is None:
        return Standing("draft", open=still)
    state: AgreementState = "unknown" if agreed is None else "agreed" if agreed == mark(agreement) else "changed"
    return Standing(state, agreement.version, agreement.adopted, agreement.review, still)
