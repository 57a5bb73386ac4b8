"""Text that would like to be more than text, and a document that has one text in every place there is."""

from peerkit.printing.document import (
    Blank,
    Callout,
    Card,
    Cards,
    Chart,
    Details,
    Document,
    Entries,
    Entry,
    Fact,
    Facts,
    HeaderCell,
    Listing,
    Paragraph,
    QRCode,
    Script,
    Section,
    Strips,
    Table,
    Timetable,
    TimetableRow,
)

TYPST = (
    '#read("/etc/passwd")',
    '#import "@preview/x:1.0.0": *; #eval("1 + 1")',
    "#panic(1) #{ 1 + 1 } #let x = 2",
    "$ x^2 $ @ref <label> \\u{41} _it_ *strong*",
    "= heading",
    "// comment /* and */ all ~ that -- is --- left",
    '}]); #panic("out") ({[',
)
"""Aimed at what makes a PDF."""
HOSTILE = (
    "</title></style><script>alert(1)</script><img src=x onerror=alert(1)>",
    '" onload=alert(1) x="\' autofocus',
    "<!-- --> ]]> &lt; &#60; &amp; &",
    "{{ 7 * 7 }} {% raw %} ${title} $title %s {0}",
    "# heading",
    "> quote",
    "- item",
    "+ item",
    "1. item",
    "23) item",
    "===",
    "---",
    "***bold*** __bold__ ~~struck~~ `code` ```",
    "[link](http://example.org) ![picture](x.png) [^1] [ref]: x",
    "http://example.org www.example.org example.org sam@example.org @somebody mailto:a@b.c :smile: <http://example.org>",
    "| cell | cell | \\| \\",
    "$x^2$ \\(x\\) \\newline #1 ~ ^",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b31m \r over \x08 \x00",
    "[bold red]rich[/] [link=file:///etc/passwd]x[/link]",
    "over \u202eesrever\u202c \u2066isolate\u2069 \u200f \u061c end",
    "zero\u200bwidth \ufeff \u00ad \U000e0041 \ue000",
    "\ud800 \ufffe \U0010ffff \ufdd0",
    "=1+1",
    '=HYPERLINK("http://example.org","x")',
    "@SUM(1)",
    "+1",
    "-1",
    "lines\nthat\r\nend\u2028here\u2029and\x85there\tand\vthere\ftoo",
    "  space   around  ",
    *TYPST,
)


def everywhere(text: str) -> Document:
    """A document that holds the text in every place that takes one."""
    table = Table(text, (HeaderCell(text), HeaderCell(text, numbers=True)), ((text, text),))
    return Document(
        title=text,
        subtitle=text,
        opening=(Facts((Fact(text, text),)), Callout(text, (text,)), Paragraph(text)),
        sections=(
            Section(
                text, (Listing((text,)), Listing((text,), numbered=True), Listing((text, text), short=True), table)
            ),
            Section("Drawn", (Chart(table, (3,)), QRCode(("10", "01"), text)), whole=True),
            Section(
                text,
                (
                    Entries((Entry(text, text, (text, text)), Entry(text))),
                    Entries((Entry(text),), numbered=False),
                    Details(((text, text),)),
                    Script((text,)),
                    Timetable((TimetableRow(text, text), TimetableRow(text, text, rest=True))),
                    Blank(text, 2),
                    Cards((Card(text, (text,)),)),
                    Strips((text, text), 3),
                ),
            ),
        ),
    )


SAMPLE = Document(
    title="The circle in numbers",
    subtitle="January to June 2026",
    opening=(
        Facts((Fact("25", "sessions held"), Fact("about 6", "people each time"))),
        Callout("Visits are not different people.", ("We do not record who comes.", "We count.")),
    ),
    sections=(
        Section(
            "Who we are", (Paragraph("We listen."), Listing(("One", "Two")), Listing(("First", "Then"), numbered=True))
        ),
        Section(
            "What took place",
            (
                Chart(
                    Table(
                        "Sessions",
                        (HeaderCell("Period"), HeaderCell("Held", numbers=True), HeaderCell("Visits", numbers=True)),
                        (("January to March", "12", "75"), ("April to June", "13", "not shown")),
                    ),
                    (75, None),
                ),
            ),
        ),
    ),
)
