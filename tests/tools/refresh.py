"""Rebuild what is generated: tables in README.md and docs/, the catalogue's page, the blank workbooks.

scripts/refresh               needs no program but Python; CI fails when it would change anything
scripts/refresh --programs    measures survival and draws the pictures anew too: LibreOffice, poppler, node
scripts/refresh --check       changes nothing; says what would change, exit code 1
"""

import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from pages import ROOT, pages

from mobility_xlsx.form.declaration import languages, load_form, template_folder
from mobility_xlsx.text import file_name
from mobility_xlsx.workbook.write import write_form


def stale_pages() -> Iterator[tuple[Path, bytes]]:
    """The generated text files that are not as they should be, with what they should hold."""
    for path, text in pages().items():
        wanted = text.encode("utf-8")
        if not path.exists() or path.read_bytes() != wanted:
            yield path, wanted


def stale_workbooks() -> Iterator[tuple[Path, bytes]]:
    """The blank workbooks whose parts differ from what the code makes; how well they are packed does not matter."""
    for language in languages():
        form = load_form("inventory", language)
        path = Path(str(template_folder())) / f"{file_name(form.title)}.xlsx"
        made = BytesIO()
        write_form(form, made)
        if not path.exists() or _parts(path.read_bytes()) != _parts(made.getvalue()):
            yield path, made.getvalue()


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def main(words: list[str]) -> int:
    """Write every generated file anew, or only say which would change."""
    if "--programs" in words:
        from programs import draw, measure

        measure()
        draw()
    stale = [*stale_pages(), *stale_workbooks()]
    for path, wanted in stale:
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")
        if "--check" not in words:
            path.write_bytes(wanted)
    return 1 if stale and "--check" in words else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
