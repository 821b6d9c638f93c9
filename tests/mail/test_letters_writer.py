import shutil
import subprocess

import pytest
from letter_cases import JO, letters

from mobility_xlsx.mail.rendering import made_from, text_of
from mobility_xlsx.mail.shelf import Put, put
from mobility_xlsx.mail.writing import Templates, render_letters, starters

pytestmark = [
    pytest.mark.program,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


def resaved(path, tmp_path):
    """The file opened and saved by a word processor, in place."""
    out = tmp_path / "saved"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    path.write_bytes((out / path.name).read_bytes())


def test_a_template_saved_by_a_word_processor_still_works(tmp_path):
    name, content = starters()[0]
    path = tmp_path / name
    path.write_bytes(content)
    resaved(path, tmp_path)
    assert path.read_bytes() != content
    (ours,) = render_letters(letters(JO), Templates())
    (theirs,) = render_letters(letters(JO), Templates("en", (tmp_path,)))
    assert theirs.text == ours.text


def test_a_letter_saved_by_a_word_processor_counts_as_edited(tmp_path):
    (one,) = render_letters(letters(JO), Templates())
    path = tmp_path / "letter.docx"
    put(one.docx, path)
    resaved(path, tmp_path)
    assert made_from(path.read_bytes()) == (made_from(one.docx)[0], True)
    assert put(one.docx, path).put is Put.KEPT
    assert text_of(path.read_bytes()) == one.text
