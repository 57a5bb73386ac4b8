"""The group's own words for peer, session and facilitator, which reach everything that it reads or hears."""

from typing import Any, NamedTuple


class Words(NamedTuple):
    """One word each, as the group says it in the middle of a sentence; each has a plural."""

    peer: str = "peer"
    peers: str = "peers"
    session: str = "session"
    sessions: str = "sessions"
    facilitator: str = "facilitator"
    facilitators: str = "facilitators"

    @classmethod
    def of(cls, chosen: dict[str, str]) -> "Words":
        """From `[words]`: a plural that is not given takes an s."""
        plurals = {f"{word}s": f"{said}s" for word, said in chosen.items() if not word.endswith("s")}
        return cls(**{**plurals, **chosen})

    def fill_in(self, value: Any) -> Any:
        """Put the words where a template says `{session}`, or `{Session}` at a beginning.

        It does so in every text inside a TOML value. Braces around anything else stay as they are.
        """
        if isinstance(value, str):
            for word in self._fields if "{" in value else ():
                said = getattr(self, word)
                value = value.replace(f"{{{word}}}", said).replace(f"{{{word.title()}}}", said[:1].upper() + said[1:])
            return value
        if isinstance(value, list):
            return [self.fill_in(item) for item in value]
        if isinstance(value, dict):
            return {key: self.fill_in(item) for key, item in value.items()}
        return value


USUAL = Words()
"""What peerkit says where a group has no words of its own."""
