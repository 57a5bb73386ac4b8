"""What was typeset is kept while tests run: the same page costs nothing again, whichever test asks for it."""

from functools import cache, lru_cache
from typing import Any
from unittest import mock

from peerkit.printing.render import pdf


class Kept:
    """A typesetter that remembers the last pages that it made, and what it refused."""

    def __init__(self, compiler: Any) -> None:
        @lru_cache(maxsize=1000)
        def made(data: str, **how: str) -> bytes | Exception:
            try:
                return compiler.compile(sys_inputs={"data": data}, **how)
            except Exception as error:
                return error

        self._made = made

    def compile(self, *, sys_inputs: dict[str, str], **how: str) -> bytes:
        made = self._made(sys_inputs["data"], **how)
        if isinstance(made, Exception):
            raise made.with_traceback(None)
        return made


def once() -> Any:
    """Each page is typeset once in what stands inside this."""
    compiler = pdf._compiler.__wrapped__
    return mock.patch.object(pdf, "_compiler", cache(lambda packages: Kept(compiler(packages))))
