"""Keeps the machine from going to sleep while a session runs, and says so when it can't."""

import logging
import threading

from peerkit.messages import _


def cannot() -> str:
    """What is said where the machine can't be kept awake."""
    return _("This computer may go to sleep by itself: keep it plugged in and awake.")


class Awake:
    """Holds the machine awake from `start` to `stop`.

    Everything happens in a thread of its own: asking a desktop takes time, and some never answer.
    """

    def __init__(self) -> None:
        self._over = threading.Event()
        self._news = ""
        self._thread = threading.Thread(target=self._keep, name="awake", daemon=True)

    def start(self) -> None:
        """Begin, without waiting for an answer."""
        self._thread.start()

    def news(self) -> str:
        """What there is to say, once: `cannot` when the machine can't be kept awake, else nothing."""
        news, self._news = self._news, ""
        return news

    def stop(self) -> None:
        """Let the machine sleep again. Waits a moment at most; a process that ends lets go by itself."""
        self._over.set()
        if self._thread.ident is not None:
            self._thread.join(1.0)

    def _keep(self) -> None:
        try:
            from wakepy import keep

            with keep.presenting(on_fail="pass") as mode:
                if mode.active:
                    self._over.wait()
        except Exception as error:  # whatever a desktop does wrong, the session goes on
            logging.getLogger(__name__).debug("no keeping awake: %s", error)
        if not self._over.is_set():
            self._news = cannot()
