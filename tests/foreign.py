"""Sixty small files of counts as people have them, made up: what must be in the ledger for each, or why nothing is."""

import io
import zipfile
from collections.abc import Callable
from typing import NamedTuple
from xml.sax.saxutils import escape

WEEKS = ("2026-01-08", "2026-01-15", "2026-01-22", "2026-01-29", "2026-02-05", "2026-02-12", "2026-02-19", "2026-02-26")
"""Thursdays."""


class Case(NamedTuple):
    """A file, what is typed after its name, the counts that it gives, and words that are said.

    A count is `2026-01-08 7`, with `cancelled` or `uncounted` in the place of the number, and what is not usual behind.
    Without counts the file is refused.
    """

    name: str
    content: str | bytes
    counts: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    typed: str = ""


def weekly(*people: int | str, head: str = "Date,People", days: tuple[str, ...] = WEEKS) -> str:
    """A line a week."""
    lines = [f"{day},{number}" for day, number in zip(days, people, strict=False)]
    return "\n".join([head, *lines, ""])


def counts(*people: int | str, days: tuple[str, ...] = WEEKS) -> tuple[str, ...]:
    """The counts that `weekly` gives."""
    return tuple(f"{day} {number}" for day, number in zip(days, people, strict=False))


def turned(text: str, sign: str = "/", *, month_first: bool = False) -> str:
    """Every day of a text as 08/01/2026."""
    lines = []
    for line in text.split("\n"):
        day, comma, rest = line.partition(",")
        if day[:2] == "20":
            year, month, number = day.split("-")
            day = sign.join((month, number, year) if month_first else (number, month, year))
        lines.append(day + comma + rest)
    return "\n".join(lines)


def xlsx(*sheets: tuple[str, list[list[object]]]) -> bytes:
    """A workbook as a spreadsheet saves it, by openpyxl."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def ods(rows: list[list[str]]) -> bytes:
    """An OpenDocument sheet: days and numbers typed as such."""

    def cell(text: str) -> str:
        kind = f'float" office:value="{text}' if text.isdigit() else "string"
        kind = f'date" office:date-value="{text}' if text[:3] == "202" else kind
        return f'<table:table-cell office:value-type="{kind}"><text:p>{escape(text)}</text:p></table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    xml = f"""<?xml version="1.0"?>
<office:document-content{names} office:version="1.2"><office:body><office:spreadsheet>
<table:table table:name="Counts">{body}</table:table></office:spreadsheet></office:body></office:document-content>"""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", xml)
        packed.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return content.getvalue()


def _days() -> list[list[object]]:
    import datetime as dt

    return [["Thursday group 2026"], [], ["Date", "Attendance"],
            *([dt.datetime.fromisoformat(day), float(number)] for day, number in zip(WEEKS, (7, 8, 9), strict=False)),
            ["Total", 24.0]]  # fmt: skip


SEVEN = counts(7, 8, 9)
PLAIN = weekly(7, 8, 9)
CASES: tuple[Case | Callable[[], Case], ...] = (
    # How files are written
    Case("plain.csv", PLAIN, SEVEN),
    Case("semicolons.csv", PLAIN.replace(",", ";"), SEVEN),
    Case("tabs.txt", PLAIN.replace(",", "\t"), SEVEN),
    Case("says-sep.csv", "sep=;\n" + PLAIN.replace(",", ";"), SEVEN),
    Case("windows-1252.csv", "Café group \u2013 counts\n\n".encode("cp1252") + PLAIN.encode(), SEVEN),
    Case("utf-16.csv", PLAIN.replace(",", "\t").encode("utf-16"), SEVEN),
    Case("utf-8-mark.csv", PLAIN.encode("utf-8-sig"), SEVEN),
    Case("old-mac.csv", PLAIN.replace("\n", "\r"), SEVEN),
    lambda: Case("workbook.xlsx", xlsx(("2026", _days())), SEVEN, ("Left alone: 1 line that adds others up.",)),
    lambda: Case(
        "two-years.xlsx",
        xlsx(
            ("2025", [["Date", "People"], ["9 Jan", 5], ["16 Jan", 6]]),
            ("2026", [["Date", "People"], ["8 Jan", 7], ["15 Jan", 8]]),
            ("Ideas", [["More tea"]]),
        ),
        ("2025-01-09 5", "2025-01-16 6", "2026-01-08 7", "2026-01-15 8"),
        ("of the year that stands above them: 2025", "Left alone: two-years.xlsx, sheet 3 has no column"),
    ),
    Case("open.ods", ods([["Date", "People"], ["2026-01-08", "7"], ["2026-01-15", "8"], ["2026-01-22", "9"]]), SEVEN),
    Case("no-headings.csv", "2026-01-08,7\n2026-01-15,8\n2026-01-22,9\n", SEVEN, ('date from "A", people from "B"',)),
    Case("title-above.csv", f"Thursday circle,\nKept by us all,\n,\n{PLAIN}", SEVEN),
    Case("headings-again.csv", PLAIN + "Date,People\n2026-01-29,6\n", (*SEVEN, "2026-01-29 6")),
    # Days
    Case("day-first.csv", turned(weekly(*range(5, 13))), counts(*range(5, 13))),
    Case(
        "month-first.csv",
        turned(weekly(*range(5, 13)), month_first=True),
        counts(*range(5, 13)),
        ("line 2 is Thursday 8 January 2026",),
    ),
    Case(
        "weekdays-tell.csv",
        "Date,People\n05/02/2026,5\n12/02/2026,6\n05/03/2026,7\n12/03/2026,5\n02/04/2026,7\n",
        ("2026-02-05 5", "2026-02-12 6", "2026-03-05 7", "2026-03-12 5", "2026-04-02 7"),
        ("so that they fall on one weekday",),
    ),
    Case(
        "computer-tells.csv",
        "Date,People\n03/02/2026,5\n04/03/2026,6\n",
        ("2026-02-03 5", "2026-03-04 6"),
        ("in this computer's own order",),
    ),
    Case(
        "said-by-hand.csv",
        "Date,People\n03/02/2026,5\n04/03/2026,6\n",
        ("2026-03-02 5", "2026-04-03 6"),
        typed="--dates month",
    ),
    Case(
        "one-turned-day.csv",
        turned(weekly(*range(5, 13))).replace("22/01/2026", "01/22/2026"),
        tuple(each for each in counts(*range(5, 13)) if "01-22" not in each),
        ("line 4: its day and month stand",),
    ),
    Case(
        "one-turned-decides-nothing.csv",
        "Date,People\n02/05/2026,5\n02/12/2026,6\n25/02/2026,6\n03/05/2026,7\n03/12/2026,5\n04/02/2026,7\n",
        ("2026-02-05 5", "2026-02-12 6", "2026-03-05 7", "2026-03-12 5", "2026-04-02 7"),
        ("line 4: its day and month stand",),
    ),
    Case("month-names.csv", 'Date,People\n8 Jan 2026,7\n"January 15th, 2026",8\nThu 22-Jan-26,9\n', SEVEN),
    Case("times.csv", "Timestamp,People\n2026-01-08T19:00:00Z,7\n2026-01-15 19:00,8\n22/01/2026 7pm,9\n", SEVEN),
    Case(
        "iso-weeks.csv",
        "Week commencing,Attendance\n2026-W02,7\n2026-W03-4,8\n",
        ("2026-01-05 7", "2026-01-15 8"),
        ("its Monday stands for it",),
    ),
    Case("year-above.csv", "2026,\nDate,People\n8 Jan,7\n15 Jan,8\n22 Jan,9\n", SEVEN),
    Case("serials.csv", "Date,People\n46030,7\n46037,8\n46044,9\n", SEVEN),
    Case(
        "wrong-weekday.csv",
        "Date,People\nThu 8 Jan 2026,7\nMon 15 Jan 2026,8\n",
        ("2026-01-08 7",),
        ("line 3: 2026-01-15 is a Thursday", "--take 3"),
    ),
    Case("no-year.csv", "Date,People\n8 Jan,7\n15 Jan,8\n", (), ("has days without a year",)),
    # Numbers
    Case("decimals.csv", weekly("7.0", "8.0", "9 people"), SEVEN),
    Case(
        "in-person-online.csv",
        "Date,In person,Online,Total\n2026-01-08,7,0,7\n2026-01-15,4,2,6\n2026-01-22,0,6,6\n",
        ("2026-01-08 7", "2026-01-15 6 both 2 online", "2026-01-22 6 online"),
    ),
    Case(
        "without-total.csv",
        "Date,In person,By phone\n2026-01-08,7,\n2026-01-15,,5\n",
        ("2026-01-08 7", "2026-01-15 5 phone"),
    ),
    Case(
        "does-not-add-up.csv",
        "Date,In person,Online,Total\n2026-01-08,7,0,7\n2026-01-15,4,1,6\n",
        ("2026-01-08 7",),
        ("4 in person and 1 from elsewhere do not make 6",),
    ),
    Case(
        "ways.csv",
        "Date,People,How we met\n2026-01-08,7,face to face\n2026-01-15,8,Zoom\n2026-01-22,9,Telephone\n",
        ("2026-01-08 7", "2026-01-15 8 online", "2026-01-22 9 phone"),
    ),
    Case(
        "newcomers.csv",
        "Date,Attendees,New people\n2026-01-08,7,1\n2026-01-15,8,\n",
        ("2026-01-08 7 1 first_timers", "2026-01-15 8"),
    ),
    Case(
        "attendee-count.csv",
        "date,attendee_count,Contact hours,Venue name,Cost per person\n"
        "2026-01-08 19:00,7,1.5,Quaker House,£2.50\n2026-01-15 19:00,8,1.5,Quaker House,£2.50\n",
        counts(7, 8),
    ),
    Case("participant-count.csv", weekly(7, 8, 9, head="Meeting date,Participant count"), SEVEN),
    Case(
        "references.csv",
        "Date,People,Booking ref,Zoom ID\n2026-01-08,7,20260108001,812 3456 7890\n"
        "2026-01-15,8,20260115001,812 3456 7890\n",
        counts(7, 8),
    ),
    Case("named-by-letter.csv", "Date,Bums on seats\n2026-01-08,7\n", ("2026-01-08 7",), typed="--map people=B"),
    Case(
        "groups.csv",
        "Date,Group,People\n2026-01-08,Evening Group,7\n2026-01-08,Lunch Group,8\n",
        ("2026-01-08 7 evening-group", "2026-01-08 8 lunch-group"),
    ),
    # Sessions that were not
    Case(
        "status.csv",
        "Date,Attendees,Status\n2026-01-08,7,held\n2026-01-15,0,Cancelled\n2026-01-22,9,held\n",
        ("2026-01-08 7", "2026-01-15 cancelled", "2026-01-22 9"),
    ),
    Case(
        "did-not-meet.csv",
        "Date,Attendees,Did Not Meet\n2026-01-08,7,FALSE\n2026-01-15,0,TRUE\n",
        ("2026-01-08 7", "2026-01-15 cancelled"),
    ),
    Case(
        "cancelled-for-a-number.csv",
        weekly(7, "cancelled", "Cancelled - snow", 9),
        ("2026-01-08 7", "2026-01-15 cancelled", "2026-01-22 cancelled", "2026-01-29 9"),
    ),
    Case(
        "cancelled-in-notes.csv",
        "Date,People,Notes\n2026-01-08,7,tea ran out\n2026-01-15,0,cancelled: no heating\n",
        ("2026-01-08 7", "2026-01-15 cancelled"),
    ),
    Case(
        "cancelled-and-counted.csv",
        "Date,People,Notes\n2026-01-08,7,\n2026-01-15,8,cancelled\n",
        ("2026-01-08 7",),
        ("line 3: people came, and it says that it did not take place",),
    ),
    Case(
        "empty-weeks.csv",
        weekly(7, "", "", 9),
        ("2026-01-08 7", "2026-01-29 9"),
        ("Left out: 2 days without a number, or with 0. Lines: 3, 4.",),
    ),
    Case(
        "empty-is-uncounted.csv", weekly(7, "", 0, 9), counts(7, "uncounted", "uncounted", 9), typed="--empty uncounted"
    ),
    Case(
        "empty-is-cancelled.csv",
        weekly(7, "-", 0, 9),
        counts(7, "cancelled", "cancelled", 9),
        typed="--empty cancelled",
    ),
    Case("weeks-to-come.csv", weekly(7, 8) + "2026-11-26,\n2026-12-03,\n", counts(7, 8)),
    # Lines that add up, and lines that are odd
    Case("totals.csv", weekly(7, 8, 9) + "Total,24\nAverage,8\n", SEVEN, ("Left alone: 2 lines that add others up.",)),
    Case(
        "wrong-total.csv",
        weekly(7, 8, 9) + "Total,25\n",
        SEVEN,
        ("Line 5 says 25 in all. The lines above it make 24.",),
    ),
    Case(
        "sums-between.csv",
        weekly(7, 8, 9, 6) + "January,30\n2026-02-05,7\n2026-02-12,8\nFebruary,15\n,45\n",
        counts(7, 8, 9, 6, 7, 8),
        ("Left alone: 3 lines that add others up.",),
    ),
    Case(
        "running-total.csv",
        "Date,Attendance,Total\n2026-01-08,7,7\n2026-01-15,8,15\n2026-01-22,9,24\n2026-01-29,5,29\n",
        counts(7, 8, 9, 5),
    ),
    Case("only-running.csv", weekly(7, 15, 24, 30, 38, 45, 52, 61), (), ("only ever grow, as a running total does",)),
    Case("months.csv", "Month,Attendance\nJan-26,34\nFeb-26,28\nMar-26,40\n", (), ("one line for each month",)),
    Case(
        "first-of-months.csv",
        "Date,Attendance\n2026-01-01,34\n2026-02-01,28\n2026-03-01,40\n",
        (),
        ("one line for each month", "--map date=A"),
    ),
    Case(
        "far-number.csv",
        weekly(7, 8, 77, 9, 8, 7, 6),
        tuple(each for each in counts(7, 8, 77, 9, 8, 7, 6) if "77" not in each),
        ("line 4: 77 people, and all others are 6 to 9", "--take 4"),
    ),
    Case("far-number-taken.csv", weekly(7, 8, 77, 9, 8, 7, 6), counts(7, 8, 77, 9, 8, 7, 6), typed="--take 4"),
    Case(
        "far-year.csv",
        weekly(7, 8, 9, 6, 7, 8, 9, days=("1996-01-08", *WEEKS[1:])),
        counts(0, 8, 9, 6, 7, 8, 9)[1:],
        ("line 2: 1996-01-08 is more than a year from all other days",),
    ),
    Case(
        "jump.csv",
        weekly(7, 8, 9, 6, 7, 8, 9, days=(*WEEKS[:3], "2025-01-29", *WEEKS[4:])),
        tuple(each for each in counts(7, 8, 9, 6, 7, 8, 9) if "01-29" not in each),
        ("line 5: 2025-01-29 is out of order",),
    ),
    Case("to-come.csv", weekly(7, 8) + "2062-01-22,9\n", counts(7, 8), ("2062-01-22 is still to come",)),
    Case(
        "twice.csv",
        weekly(7, 8) + "2026-01-15,8\n",
        counts(7, 8),
        ("line 4: 2026-01-15 has the same number on line 3",),
    ),
    Case(
        "two-on-a-day.csv",
        weekly(7, 8) + "2026-01-15,8\n",
        (*counts(7, 8), "2026-01-15 8 weekly-circle-2"),
        typed="--take 4",
    ),
    Case(
        "two-numbers.csv",
        weekly(7, 8) + "2026-01-15,5\n2026-01-22,9\n",
        ("2026-01-08 7", "2026-01-22 9"),
        ("line 3: 2026-01-15 has other numbers on line 4", "line 4: 2026-01-15 has other numbers on line 3"),
    ),
    # What is said in other words
    Case(
        "questions.csv",
        "Timestamp,How many people attended?,How many were new?\n2026-01-08 21:03:11,7,1\n2026-01-15 21:10:04,8,0\n",
        counts(7, 8),
    ),
    Case(
        "brackets.csv",
        "Date (mm/dd/yyyy),Attendance (everyone)\n01/08/2026,7\n02/05/2026,8\n",
        ("2026-01-08 7", "2026-02-05 8"),
    ),
    Case(
        "times-of-day.csv",
        "Date,Start time,People\n2026-01-08,10:00,7\n2026-01-08,19:00,7\n2026-01-15,10:00,8\n",
        ("2026-01-08 7", "2026-01-08 7 weekly-circle-2", "2026-01-15 8"),
    ),
    Case(
        "sent-twice.csv",
        "Timestamp,People\n2026-01-08 21:03,7\n2026-01-08 21:05,7\n2026-01-15 21:00,8\n",
        counts(7, 8),
        ("line 3: 2026-01-08 has the same number on line 2",),
    ),
    Case(
        "closed-group.csv",
        "Date,People,Type,Notes\n2026-01-08,7,closed,no meeting next week\n2026-01-15,8,closed,\n",
        counts(7, 8),
    ),
    Case("did-not-attend.csv", "Date,Present,Did not attend\n2026-01-08,7,2\n2026-01-15,8,1\n", counts(7, 8)),
    Case(
        "remarked-and-right.csv",
        "Date,People,Notes\n2026-01-08,7,\n2026-01-15,8,cancelled - but we met\n",
        counts(7, 8),
        typed="--take 3",
    ),
    Case(
        "turned-by-a-spreadsheet.csv",
        "Date,People\n13/01/2026,7\n20/01/2026,8\n27/01/2026,9\n2026-03-02,7\n2026-10-02,8\n17/02/2026,9\n",
        (),
        ("days that a spreadsheet has turned round",),
    ),
    Case("backwards.csv", weekly(9, 8, 7, days=WEEKS[2::-1]), ("2026-01-08 7", "2026-01-15 8", "2026-01-22 9")),
    Case(
        "january-of-last-year.csv",
        weekly(*range(5, 13), days=("2025-12-04", "2025-12-11", "2025-12-18", "2025-01-08", *WEEKS[1:5])),
        counts(5, 6, 7, days=("2025-12-04", "2025-12-11", "2025-12-18")) + counts(9, 10, 11, 12, days=WEEKS[1:5]),
        ("line 5: 2025-01-08 is out of order",),
    ),
    Case(
        "two-headings.csv",
        "Date,Attendance,,Notes\n,In person,Online,\n2026-01-08,5,2,\n2026-01-15,6,,\n",
        ("2026-01-08 7 both 2 online", "2026-01-15 6"),
    ),
    Case(
        "dated-totals.csv",
        "Date,People,What\n2026-01-08,7,session\n2026-01-15,8,session\n2026-01-31,15,month total\n",
        counts(7, 8),
        ("line 4: it may be a total: it is called one",),
    ),
    Case(
        "dated-sums.csv",
        weekly(7, 8, 9, 24, 6, 7, 8, 21),
        tuple(each for each in counts(7, 8, 9, 24, 6, 7, 8, 21) if each[-2] != "2"),
        ("line 5: 24 people are what the lines above it make",),
    ),
    Case("growing.csv", weekly(*range(3, 12)), counts(*range(3, 12))),
    Case(
        "by-month-and-week.csv",
        "Month,Week 1,Week 2\nJan 2026,5,6\nFeb 2026,5,6\nMar 2026,5,6\n",
        (),
        ("one line for each month",),
    ),
    Case(
        "type-of-meeting.csv",
        "Date,Type,People\n2026-01-08,Online,7\n2026-01-15,In person,8\n",
        ("2026-01-08 7 online", "2026-01-15 8"),
    ),
    Case(
        "online-or-not.csv",
        "Date,Online?,People\n2026-01-08,Yes,7\n2026-01-15,No,8\n",
        ("2026-01-08 7 online", "2026-01-15 8"),
    ),
    Case("two-years-above.csv", "Year 2025/26,\nDate,People\n18 Dec,7\n8 Jan,8\n", (), ("has days without a year",)),
    Case(
        "over-the-year.csv",
        "2025,\nDate,People\n11 Dec,7\n18 Dec,8\n8 Jan,9\n15 Jan,8\n",
        (),
        ("go on into the next: from line 5 on",),
    ),
    Case(
        "years-between.csv",
        "2025,\nDate,No. attended\n11 Dec,7\n18 Dec,8\n2026,\n8 Jan,9\n",
        ("2025-12-11 7", "2025-12-18 8", "2026-01-08 9"),
    ),
    # Lists of people
    Case("names.csv", "Date,People,Name\n2026-01-08,1,Zebedee\n", (), ('column C, "Name", is for a name',)),
    Case(
        "named-in-a-cell.csv",
        'Date,People,Present\n2026-01-08,3,"Zebedee, Zoe, Zack"\n2026-01-15,2,Zoe and Zack\n'
        "2026-01-22,3,Zebedee; Zoe; Zed\n",
        (),
        ("names as many as came",),
        typed="--map people=People",
    ),
    Case(
        "register.csv",
        "Date,Zebedee,Zoe,Zack\n2026-01-08,x,,x\n2026-01-15,x,x,\n",
        (),
        ("is a register: in columns B to D",),
    ),
    Case(
        "register-turned.csv",
        "Who,08/01/2026,15/01/2026,22/01/2026\nZebedee,x,,x\nZoe,,x,x\n",
        (),
        ("has a column for each day",),
    ),
    Case(
        "sign-in.csv",
        "Date,Attended\n2026-01-08,yes\n2026-01-08,yes\n2026-01-15,yes\n2026-01-15,yes\n",
        (),
        ("has a line for each person", "--count-lines"),
    ),
    Case(
        "sign-in-counted.csv",
        "Date,Attended\n2026-01-08,yes\n2026-01-08,yes\n2026-01-15,yes\n2026-01-15,no\n",
        ("2026-01-08 2", "2026-01-15 1"),
        typed="--count-lines",
    ),
    Case(
        "sign-in-of-names.csv",
        "Date,Signed\n2026-01-08,Zebedee\n2026-01-08,Zoe\n2026-01-15,Zebedee\n2026-01-15,Zack\n",
        (),
    ),
    Case(
        "contact-in-notes.csv",
        "Date,People,Notes\n2026-01-08,7,ring Zebedee on 07700 900123\n",
        (),
        ("holds what looks like a telephone number, on line 2", '--leave "Notes"'),
    ),
    Case(
        "contact-left-alone.csv",
        "Date,People,Notes\n2026-01-08,7,hall is 07700 900123\n2026-01-15,8,\n",
        counts(7, 8),
        typed="--leave Notes",
    ),
    Case(
        "names-for-numbers.csv",
        'Date,Attendees\n2026-01-08,"Zebedee, Zoe"\n2026-01-15,Zack\n',
        (),
        ("What stands there may be names",),
    ),
    Case("alone-each-time.csv", weekly(1, 1, 1, 1), (), ("has 1 person on each line", "--count-lines")),
    Case(
        "names-cannot-be-left.csv",
        "Date,People,Name\n2026-01-08,4,Zebedee\n2026-01-15,5,Zoe\n2026-01-22,6,Zack\n2026-01-29,6,Zed\n",
        (),
        ('column C, "Name", is for a name',),
        typed="--leave Name",
    ),
    Case(
        "a-place-can-be-left.csv",
        "Date,People,Name\n2026-01-08,4,Library\n2026-01-15,5,Library\n",
        counts(4, 5),
        typed="--leave Name",
    ),
    Case(
        "more-online-than-all.csv",
        "Date,People,Online\n2026-01-08,7,2\n2026-01-15,5,9\n",
        ("2026-01-08 7 both 2 online",),
        ("line 3: 9 joined from elsewhere, and people counts everyone: 5",),
    ),
    Case(
        "no-names-of-sessions.csv",
        "Date,People,Theme\n2026-01-08,4,Zebedee\n2026-01-15,5,Zoe\n2026-01-22,6,Zack\n2026-01-29,6,Zed\n",
        (),
        ("too many different words in column C", "--session NAME"),
        typed="--map session=Theme",
    ),
    # Other kinds of file
    Case("dates.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", (), ("dates.ics is a calendar",)),
    Case("feed.json", '[{"name": "Thursday circle", "day": 4}]\n', (), ("is JSON",)),
    Case("counts.yaml", "- date: 2026-01-08\n  people: 7\n- date: 2026-01-15\n  people: 8\n", (), ("is YAML",)),
    Case("minutes.md", "| Date | People |\n|---|---|\n| 2026-01-08 | 7 |\n", (), ("is Markdown",)),
    Case("circle.toml", 'title = "Our circle"\n[[block]]\nname = "Opening"\n', (), ("is TOML",)),
    Case("page.xls", "<html><body><table><tr><td>Date</td></tr></table></body></html>", (), ("is a web page",)),
    Case("paper.pdf", b"%PDF-1.7\n", (), ("is a PDF",)),
    Case("packed.zip", b"PK\x03\x04\x14\x00", (), ("is a packed folder",)),
    Case("torn.xlsx", b"PK\x03\x04\x14\x00", (), ("can't be read as a spreadsheet",)),
    Case(
        "figures.csv",
        "from,to,held,cancelled,visits,visits_status\n2026-01-01,2026-03-31,13,0,80,rounded\n",
        (),
        ("holds figures of months, and not counts", "peerkit tally combine"),
    ),
    Case(
        "attendance-replaced.csv",
        "date,session,format,people,first_timers,supporters,volunteers,cancelled\n2026-01-08,circle,online,7,,,,no\n",
        (),
        ("before they were put right",),
    ),
    Case(
        "attendance.csv",
        "date,session,format,people,first_timers,supporters,volunteers,cancelled\n"
        "2026-01-08,pairs,phone,7,,1,,no\n2026-01-15,pairs,phone,,,,,no\n2026-01-22,pairs,phone,,,,,yes\n2026-01-29,pairs,both,0,,,,no\n",
        (
            "2026-01-08 7 pairs phone 1 supporters",
            "2026-01-15 uncounted pairs phone",
            "2026-01-22 cancelled pairs phone",
        ),
        ("line 5: 0 people, and it says that they met",),
    ),
    Case("nothing.csv", "", (), ("Nothing was taken",)),
)
