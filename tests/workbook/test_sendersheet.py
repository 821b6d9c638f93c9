"""The workbook that one sender gets: its words hold for everybody, and it can be read when printed."""

import io

import openpyxl
from legible import printed_size

from mobility_xlsx.mail.errands import HEADINGS
from mobility_xlsx.workbook.sendersheet import write_sender_sheet


def test_a_senders_list_prints_legibly_and_claims_no_acquaintance() -> None:
    row = tuple(f"{title} of Hope Center" for title in HEADINGS)
    write_sender_sheet("Ann Lee", HEADINGS, (row,), out := io.BytesIO())
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert [cell.value for cell in sheet[4]] == list(HEADINGS)
    assert [cell.value for cell in sheet[5]] == list(row)
    assert "You know these people best" not in str(sheet["A2"].value)  # the project manager may ask for an introduction
    widths = tuple(sheet.column_dimensions[cell.column_letter].width for cell in sheet[4])
    assert printed_size(widths, "Letter") >= 7.3  # with the edges a stored width includes
