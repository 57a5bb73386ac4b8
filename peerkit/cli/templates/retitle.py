"""Another title in the text of a template, everything else as it was: comments, order, spaces."""

import json
import re

from peerkit.errors import PeerkitError
from peerkit.wording.safe import clean, one_line

_TITLE = re.compile(r"^title[ \t]*=.*$", re.MULTILINE)
LONGEST = 200


def retitled(text: str, title: str) -> str:
    """The text of a template with another title. Raises PeerkitError for a title that can't be one."""
    import tomllib

    line = f"title = {json.dumps(_checked(title), ensure_ascii=False)}"
    try:
        changed = _TITLE.sub(lambda _: line, text, count=1)
        if tomllib.loads(changed) == {**tomllib.loads(text), "title": _checked(title)}:
            return changed
    except (ValueError, RecursionError):
        pass
    raise PeerkitError(
        "The title could not be put in place of the old one.",
        "Leave out --title, then change it in an editor.",
    )


def _checked(title: str) -> str:
    try:
        if len(title) > LONGEST:
            raise ValueError(f"is longer than {LONGEST} characters.")
        title.encode()
        return one_line(clean(title))
    except UnicodeEncodeError as error:
        raise PeerkitError("--title holds something that is not text.", "Type it again.") from error
    except ValueError as error:
        raise PeerkitError(f"--title {error}", "Choose another title.") from error
