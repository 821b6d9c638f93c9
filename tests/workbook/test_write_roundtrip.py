"""Any answers, written and read again, are the same answers, in either language; a copy of a copy stays the same."""

import random
from io import BytesIO

import pytest
from filled_forms import half_filled
from msgspec.structs import replace

from mobility_xlsx.form.answers import Answers, Row
from mobility_xlsx.form.declaration import languages, load_form, reading_form
from mobility_xlsx.form.parts import Column, Form
from mobility_xlsx.workbook.content import Content, known_row
from mobility_xlsx.workbook.find import find
from mobility_xlsx.workbook.read import read_bytes
from mobility_xlsx.workbook.write import write_form

SEEDS = range(12)
OWN_WORDS = (
    "=Equity Now!",
    "Boat people",
    "Niños y niñas",
    "שלום לכולם",
    "1000 Friends",
    "Ünïcode ✓ Trust",
    "007",
    "+1 Club",
    "O’Brien’s Place",
    "مركز المجتمع",
    "@home",
    "Emoji 🏡 House",
    "<b>Bold</b> & Co",
    "_x0041_ Fund",
    "日本町コミュニティ",
)


def some_rows(form: Form, seed: int) -> tuple[Row, ...]:
    """Answers of every kind in every part; names are all different, as two of one name may be read as one."""
    choose = random.Random(seed)
    rows = [known_row("start", {"name": choose.choice(OWN_WORDS), "organization": "Org", "email": "a@b.example"})]
    for part in form.parts:
        for block in part.blocks:
            labels = form.vocabulary(block.vocabulary).labels
            for label in choose.sample(labels, choose.randint(0, len(labels))):
                note = choose.choice(("", "because of 2025", "см. отчёт"))
                rows.append(known_row(part.key, {"label": label.text, "tick": "Yes", "note": note}, block.vocabulary))
        if part.layout != "table":
            continue
        bands = [label.text for label in form.vocabulary(part.bands).labels] if part.bands else [""]
        for band in choose.sample(bands, choose.randint(1, len(bands))):
            for i in range(choose.randint(1, 6)):
                texts = {
                    column.key: _texts(
                        choose, form, column, " ".join(f"{choose.choice(OWN_WORDS)} {part.key} {band} {i}".split())
                    )
                    for column in part.columns
                    if column.is_answer and (column.kind in ("name", "person") or choose.random() < 0.7)
                }
                rows.append(known_row(part.key, texts, band))
    return tuple(rows)


def _texts(choose: random.Random, form: Form, column: Column, name: str) -> tuple[str, ...]:
    if column.kind in ("name", "person"):
        return (name,)
    if column.kind == "email":
        return (f"p{choose.randint(1, 99)}@example.org",)
    if not column.vocabulary:
        return (f"{choose.choice(OWN_WORDS)}, and more\nsecond line",)
    labels = [label.text for label in form.vocabulary(column.vocabulary).labels if not label.fill_in]
    count = 1 if column.kind == "choice" else choose.randint(1, 5)
    return tuple(choose.sample(labels, min(count, len(labels))))


def written(form: Form, content: Content) -> bytes:
    out = BytesIO()
    write_form(form, out, content)
    return out.getvalue()


def read(data: bytes) -> Answers:
    return find(read_bytes(data, "a.xlsx"), reading_form())


def said(rows: tuple[Row, ...]) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """All that rows say, without their cells: part, band or list, then each column's texts."""
    kept = (row for row in rows if not row.example)
    told = ((row, {field.key: row.text(field.key) for field in row.fields}) for row in kept)
    return sorted((row.part, row.block, tuple(sorted((k, t) for k, t in texts.items() if t))) for row, texts in told)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_written_is_read_again(seed: int, language: str) -> None:
    rows = some_rows(load_form(), seed)
    answers = read(written(load_form("inventory", language), Content("SI-2026-204817", rows)))
    assert said(answers.rows) == said(rows)
    assert answers.unplaced == ()
    assert answers.non_empty == answers.answer_cells + answers.form_cells


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("seed", list(SEEDS)[:4])
def test_a_copy_of_a_copy_is_the_same_workbook(seed: int, language: str) -> None:
    form, checking = load_form("inventory", language), load_form("please_check", language)
    first = read(written(form, Content("SI-2026-204817", some_rows(load_form(), seed))))
    content = Content("SI-2026-204817", first.rows, checking=checking, unplaced=first.unplaced, found=first.found)
    once = written(form, content)
    second = read(once)
    assert said(second.rows) == said(first.rows)
    assert second.workbook_id == first.workbook_id
    again = written(form, replace(content, rows=second.rows, found=second.found))
    assert again == once


def test_an_answer_in_spanish_reads_as_the_same_labels() -> None:
    rows = tuple(row for row in half_filled() if row.text("label") != "Boats" and row.block != "Clubs")
    both = [read(written(load_form("inventory", language), Content(rows=rows))) for language in ("en", "es")]
    assert said(both[0].rows) == said(both[1].rows)
    assert [answers.language for answers in both] == ["en", "es"]
