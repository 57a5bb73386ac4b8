"""A toolkit for peer-led groups: plans, live sessions with equal time, ground rules, anonymous headcounts."""

__version__ = "0.4.0"


def version() -> str:
    """The version, and below it each language whose translation no speaker has read, as its file in `languages` has it.

    Nothing is loaded for it, for this is asked most often of all.
    """
    try:
        with open(f"{__path__[0]}/languages/drafts.txt", encoding="utf-8") as file:  # noqa: PTH123 - see above
            drafts = file.read()
    except OSError:
        drafts = ""
    return f"peerkit {__version__}\n{drafts}".rstrip()
