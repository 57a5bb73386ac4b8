"""Tables as files: CSV with a description beside it, JSON that describes itself, a workbook. Tables in, bytes out.

Every text in a table is peerkit's own, so that no spreadsheet can take one for a formula; numbers stay numbers, and
days are days. The descriptions are Data Packages (https://specs.frictionlessdata.io/data-package/).
"""

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peerkit.columns import PARTS

FieldValue = str | int | dt.date | None

_KINDS = {
    "from": "date",
    "to": "date",
    "visits_status": "string",
    "marks": "string",
    "first_timers_status": "string",
    "sharing": "string",
}
_CAN_BE_EMPTY = ("visits", *(part.name for part in PARTS))
_WIDE = 24


@dataclass(frozen=True)
class Resource:
    """Rows under columns. `columns` are their names with what each is for."""

    name: str
    title: str
    columns: Mapping[str, str]
    rows: Sequence[tuple[FieldValue, ...]]


def as_csv(table: Resource) -> bytes:
    """One table: commas, CRLF (RFC 4180), only ASCII."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("ascii")


def as_json(title: str, note: str, tables: Sequence[Resource]) -> bytes:
    """A Data Package with its rows inside."""
    resources = [
        {**_resource(table), "data": [dict(zip(table.columns, map(_plain, row), strict=True)) for row in table.rows]}
        for table in tables
    ]
    return _package(title, note, resources)


def description(title: str, note: str, files: Mapping[str, Resource]) -> bytes:
    """The Data Package for CSV files that lie beside it, by their names."""
    kept = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "dialect": {"lineTerminator": "\r\n"}}
    return _package(title, note, [{**_resource(table), "path": name, **kept} for name, table in files.items()])


def as_xlsx(title: str, note: str, tables: Sequence[Resource], made: dt.date) -> bytes:
    """A workbook: a sheet for each table, and one with how to read it. `made` is the only day that it tells."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    content = io.BytesIO()
    as_they_are = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(content, {"in_memory": True, "default_date_format": "yyyy-mm-dd", **as_they_are})
    book.set_properties({"title": title, "created": dt.datetime.combine(made, dt.time(), dt.UTC)})
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for table in tables:
        sheet = book.add_worksheet(table.title)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, table.columns, bold)
        for at, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(at, column, cell)
        sheet.autofit()
    sheet = book.add_worksheet("How to read")
    sheet.set_column(0, 0, _WIDE)
    sheet.set_column(1, 1, 4 * _WIDE)
    sheet.merge_range(0, 0, 0, 1, note, wrapped)
    sheet.set_row(0, 160)
    columns = {name: purpose for table in tables for name, purpose in table.columns.items()}
    for at, (name, purpose) in enumerate(columns.items(), start=2):
        sheet.write(at, 0, name, bold)
        sheet.write(at, 1, purpose, wrapped)
    book.close()
    return content.getvalue()


def _package(title: str, note: str, resources: list[dict[str, Any]]) -> bytes:
    package = {"profile": "data-package", "name": "figures", "title": title, "description": note}
    return (json.dumps({**package, "resources": resources}, indent=2, ensure_ascii=False) + "\n").encode()


def _resource(table: Resource) -> dict[str, Any]:
    fields = [
        {
            "name": name,
            "type": _KINDS.get(name, "integer"),
            "description": purpose,
            "constraints": {} if name in _CAN_BE_EMPTY else {"required": True},
        }
        for name, purpose in table.columns.items()
    ]
    schema = {"fields": fields, "missingValues": [""], "primaryKey": ["from", "to"]}
    return {"profile": "tabular-data-resource", "name": table.name, "title": table.title, "schema": schema}


def _plain(cell: FieldValue) -> str | int | None:
    return cell.isoformat() if isinstance(cell, dt.date) else cell
