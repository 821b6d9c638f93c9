"""Any text at all stands in its cell as it was, or without what no workbook can hold."""

from io import BytesIO

import openpyxl
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.workbook.boxes import writable
from mobility_xlsx.workbook.content import Content, known_row
from mobility_xlsx.workbook.write import write_form

ANYTHING = st.text(st.characters(), max_size=40)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.lists(ANYTHING, min_size=12, max_size=12))
@example(["=1+1", "{=1}", "http://x", "\ud800", "\ufffe", "\x00a", " \n ", "_x000D_", "a\rb", "\t", "'", "\U0001f3e1"])
def test_any_text_stands_in_its_cell(texts: list[str]) -> None:
    rows = tuple(known_row("part2", {"name": text, "assets": text}) for text in texts)
    out = BytesIO()
    write_form(load_form(), out, Content(rows=rows))
    sheet = openpyxl.load_workbook(out)["Part 2 Partnerships"]
    for i, text in enumerate(texts):
        for letter in "BF":
            cell = sheet[f"{letter}{11 + 3 * i}"]
            assert (cell.value or "") == writable(text)
            assert cell.data_type in ("s", "n"), "a formula"
            assert cell.value is None or cell.data_type == "s"


@given(ANYTHING)
def test_what_can_be_written_is_kept(text: str) -> None:
    kept = writable(text)
    assert writable(kept) == kept
    assert [char for char in text if char.isprintable() or char in "\n\t"] == [
        char for char in kept if char.isprintable() or char in "\n\t"
    ]
