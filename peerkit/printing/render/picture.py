"""A chart as a picture of its own, SVG or PNG, by typst: every text goes in as a value, so none of it can be markup.

The same chart gives the same bytes. What the bars say stands beside them as text, and in an SVG once more as its
description, for whoever hears it.
"""

import json
from html import escape
from pathlib import Path
from typing import Literal, get_args

from peerkit.printing.document import Chart, Document
from peerkit.printing.faces import faces_for, folders
from peerkit.printing.render.laid_out import printed
from peerkit.printing.render.pdf import in_words
from peerkit.printing.render.typesetter import typesetter
from peerkit.printing.text import visible

PictureFormat = Literal["svg", "png"]
PICTURES: tuple[PictureFormat, ...] = get_args(PictureFormat)
_PIXELS_PER_INCH = 192.0


def picture(document: Document, form: PictureFormat) -> bytes:
    """The chart that the document opens with, under its title, in one of PICTURES.

    Raises PeerkitError for a character that no font here has, naming the text it stands in.
    """
    typst = typesetter()
    (chart,) = (block for block in document.opening if isinstance(block, Chart))
    heads = chart.table.columns[0].heading, chart.table.columns[-1].heading
    rows = [
        {"label": printed(row[0]), "says": printed(row[-1]), "share": share}
        for row, share in zip(chart.table.rows, chart.shares, strict=True)
    ]
    data = {
        "title": printed(document.title),
        "subtitle": printed(document.subtitle),
        "heads": tuple(map(printed, heads)),
        "rows": rows,
        "fonts": [face.name for face in faces_for(document.language)],
    }
    try:
        made: bytes = typst.compile(
            Path(__file__).parent / "chart.typ",
            format=form,
            ppi=_PIXELS_PER_INCH,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            font_paths=list(folders()),
            ignore_system_fonts=True,
        )
    except typst.TypstError as error:
        raise in_words(error, document) from error
    told = (f"{chart.table.columns[-1].heading}, {row[0]}: {row[-1]}" for row in chart.table.rows)
    return made if form == "png" else _described(made, document, "; ".join(told))


def _described(svg: bytes, document: Document, description: str) -> bytes:
    """The picture with a title and a description, which a screen reader says instead of its outlines."""
    title = escape(visible(f"{document.title}, {document.subtitle}"))
    head, rest = svg.decode().split(">", 1)
    told = f"<title>{title}</title><desc>{escape(visible(description))}</desc>"
    return f'{head} role="img">{told}{rest}'.encode()
