"""The blank workbooks in workbook_templates/, for those without Python, are what the code makes."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from mobility_xlsx.form.declaration import languages, load_form, template_folder
from mobility_xlsx.text import file_name
from mobility_xlsx.workbook.write import write_form


def pristine(language: str) -> Path:
    """Where the blank workbook of a language lies: under the form's own title."""
    return Path(str(template_folder())) / f"{file_name(load_form('inventory', language).title)}.xlsx"


@pytest.mark.parametrize("language", languages())
def test_the_blank_workbook_is_what_the_code_makes_part_by_part(language: str) -> None:
    made = BytesIO()
    write_form(load_form("inventory", language), made)
    with zipfile.ZipFile(pristine(language)) as kept, zipfile.ZipFile(made) as fresh:
        assert kept.namelist() == fresh.namelist()
        changed = [name for name in fresh.namelist() if kept.read(name) != fresh.read(name)]
    assert changed == [], "run scripts/refresh"


def refresh() -> None:
    """Write the blank workbooks anew."""
    for language in languages():
        write_form(load_form("inventory", language), pristine(language))


if __name__ == "__main__":
    refresh()
