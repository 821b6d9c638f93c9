from io import BytesIO

import pytest
from docx import Document
from letter_cases import JO, case, letters

from mobility_xlsx.errors import CannotWrite
from mobility_xlsx.mail.letters import plan_letters
from mobility_xlsx.mail.rendering import made_from, text_of
from mobility_xlsx.mail.shelf import Put, leftover, put
from mobility_xlsx.mail.writing import Templates, render_letters, write_letters


def letter(**changes):
    (one,) = render_letters(letters(JO, **changes), Templates())
    return one.docx


def edit(path, text="I was thinking of you."):
    document = Document(path)
    document.paragraphs[2].add_run(f" {text}")
    document.save(path)


def test_a_letter_is_written_once_and_left_alone_when_nothing_changed(tmp_path):
    path = tmp_path / "Renee Tate" / "a.docx"
    assert put(letter(), path).put is Put.WRITTEN
    assert put(letter(), path).put is Put.UNCHANGED
    assert made_from(path.read_bytes())[1] is False


def test_a_letter_nobody_edited_follows_the_decisions(tmp_path):
    path = tmp_path / "a.docx"
    put(letter(), path)
    assert put(letter(ask="bring a friend"), path).put is Put.UPDATED
    assert "bring a friend" in text_of(path.read_bytes())


def test_an_edited_letter_stays_when_nothing_new_came(tmp_path):
    path = tmp_path / "a.docx"
    put(letter(), path)
    edit(path)
    assert put(letter(), path).put is Put.KEPT
    assert "I was thinking of you." in text_of(path.read_bytes())
    assert [one.name for one in tmp_path.iterdir()] == ["a.docx"]


def test_a_new_letter_is_put_beside_an_edited_one_and_said(tmp_path):
    path = tmp_path / "a.docx"
    put(letter(), path)
    edit(path)
    placed = put(letter(ask="bring a friend"), path)
    assert (placed.path.name, placed.put, placed.edited) == ("a (new).docx", Put.BESIDE, path)
    assert "I was thinking of you." in text_of(path.read_bytes())
    again = put(letter(ask="bring a friend"), path)
    assert (again.path.name, again.put) == ("a (new).docx", Put.UNCHANGED)
    edit(placed.path)
    assert put(letter(ask="bring two friends"), path).path.name == "a (new 2).docx"


def test_a_document_that_is_not_ours_is_never_written_over(tmp_path):
    path = tmp_path / "a.docx"
    for content in (b"", b"not a letter", BytesIO(b"PK\x03\x04").getvalue()):
        path.write_bytes(content)
        assert put(letter(), path).path.name == "a (new).docx"
        assert path.read_bytes() == content


def test_the_draft_carries_the_letter_as_it_was_edited(tmp_path):
    assignment, occasion = case((JO,))
    planned = plan_letters(assignment, occasion)
    (first,) = write_letters(planned, Templates(), occasion, tmp_path).written
    edit(first.placed.path)
    (second,) = write_letters(planned, Templates(), occasion, tmp_path).written
    assert second.placed.put is Put.KEPT
    assert "I was thinking of you." in second.rendered.text
    assert b"I was thinking of you." in second.draft.read_bytes().replace(b"=\r\n", b"")


def test_the_edited_letter_is_the_one_that_is_sent_with_the_new_one_beside_it(tmp_path):
    assignment, occasion = case((JO,))
    (first,) = write_letters(plan_letters(assignment, occasion), Templates(), occasion, tmp_path).written
    edit(first.placed.path)
    assignment, occasion = case((JO,), ask="bring a friend")
    (second,) = write_letters(plan_letters(assignment, occasion), Templates(), occasion, tmp_path).written
    assert (second.rendered.letter.file, second.draft) == (first.placed.path.name, first.draft)
    assert second.rendered.docx == first.placed.path.read_bytes()
    assert [one.name for one in second.files if one.suffix == ".eml"] == [
        first.draft.name,
        first.draft.name.replace(".eml", " (new).eml"),
    ]
    texts = [one.read_bytes().replace(b"=\r\n", b"") for one in second.files if one.suffix == ".eml"]
    assert [b"I was thinking of you." in text for text in texts] == [True, False]
    assert [b"ring a friend" in text for text in texts] == [False, True]


def test_what_is_left_of_former_runs_goes_unless_somebody_edited_it_or_it_is_not_ours(tmp_path):
    old, mine, needed, strange = (tmp_path / f"{name}.docx" for name in ("old", "mine", "needed", "strange"))
    for path in (old, mine, needed):
        put(letter(), path)
        path.with_suffix(".eml").write_bytes(b"draft")
    edit(mine)
    strange.write_bytes(b"not a letter")
    found = leftover(tmp_path.glob("*.docx"), {needed})
    assert (found.unneeded, found.edited) == ((old, old.with_suffix(".eml")), (mine,))


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "letters").write_text("in the way")
    with pytest.raises(CannotWrite, match=r"a\.docx cannot be written"):
        put(letter(), tmp_path / "letters" / "a.docx")
