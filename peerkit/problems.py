"""A problem found in a template, a plan or an agreement: a value, never an exception."""

from typing import Literal, NamedTuple

from peerkit.messages import _

Severity = Literal["error", "advice"]


class Problem(NamedTuple):
    """One thing to look at.

    `code` is a fixed word for programs; `place` is a dotted key such as `block 3 (Opening round).turn`;
    `reason` and `suggestion` are whole sentences. An error must be mended; advice may be declined.
    """

    place: str
    code: str
    reason: str
    suggestion: str = ""
    severity: Severity = "error"

    def line(self, file: str) -> str:
        """`weekly-circle.toml: block 3: Nobody may pass here. Leave out pass = false.`."""
        told = f"{self.reason} {self.suggestion}".rstrip()
        return f"{file}: {self.place}: {told if self.severity == 'error' else _('advice: {told}', told=told)}"

    def as_dict(self) -> dict[str, str]:
        """For `--json`."""
        return self._asdict()
