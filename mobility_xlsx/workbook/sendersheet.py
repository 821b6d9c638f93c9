"""The workbook one sender gets, and the mail-merge sheet for those who cannot open drafts: plain tables."""

from collections.abc import Sequence
from pathlib import Path
from typing import IO

from mobility_xlsx.workbook.summary_sheets import Head, SheetTable, paper

Rows = Sequence[tuple[str, ...]]
_SENDER_WIDTHS = (18.0, 20.0, 18.0, 14.0, 22.0, 20.0, 20.0, 22.0, 18.0)  # printed at 7.5 points
_MERGE_WIDTHS = (30.0, 36.0, 80.0, 34.0, 22.0)


def write_sender_sheet(name: str, headings: Sequence[str], rows: Rows, out: Path | IO[bytes]) -> None:
    """Whom one sender asks and why, a line each. Raises CannotWrite."""
    heads = tuple(Head(title, width) for title, width in zip(headings, _SENDER_WIDTHS, strict=True))
    lead = "Whom you ask, why you, and what we know about them. Change a letter as you like before it goes."
    with paper(out, f"Letters from {name}") as book:
        book.table(SheetTable("Whom you ask", f"Letters from {name}", lead, heads, tuple(rows)))


def write_merge_sheet(rows: Rows, out: Path | IO[bytes]) -> None:
    """Every letter as To, Subject and Body, a line each, for a mail merge. Raises CannotWrite."""
    titles = ("To", "Subject", "Body", "Attachment", "Sender")
    heads = tuple(Head(title, width) for title, width in zip(titles, _MERGE_WIDTHS, strict=True))
    lead = "For Word's mail merge, or to copy from, where drafts cannot be opened."
    with paper(out, "Mail merge") as book:
        book.table(SheetTable("Mail merge", "Mail merge", lead, heads, tuple(rows)))
