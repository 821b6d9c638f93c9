"""The short emails: three lines that say what is asked, in the reader's language, about one cell or several."""

import pytest

from mobility_xlsx.form.declaration import languages
from mobility_xlsx.mail.messages import message


def test_the_count_is_in_subject_and_text() -> None:
    several = message("please_check", "en", "Ana Ruiz", 3)
    assert several.subject == "Stakeholder Inventory: 3 cells to check"
    assert several.body.startswith("Hello Ana Ruiz,\n\n")
    assert "shows 3 cells" in several.body
    assert message("please_check", "en", "Ana", 1).subject == "Stakeholder Inventory: 1 cell to check"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", ["please_check", "workbook"])
def test_every_language_has_every_message_in_three_lines(kind: str, language: str) -> None:
    body = message(kind, language, "Ana", 2).body
    assert len(body.strip().split("\n\n")[1].splitlines()) == 3
    assert language == "en" or body != message(kind, "en", "Ana", 2).body


def test_a_greeting_without_a_name_reads_well() -> None:
    assert message("workbook", "en").body.startswith("Hello,\n")
    assert message("workbook", "es").body.startswith("Hola:\n")


def test_a_language_nobody_wrote_is_english() -> None:
    assert message("workbook", "xx") == message("workbook", "en")
