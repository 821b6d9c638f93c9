"""The command line: one sentence for what goes wrong, the right exit code, JSON, narrow consoles, light help."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("pandas", "numpy", "openpyxl", "xlsxwriter", "python_calamine", "highspy", "docxtpl", "rapidfuzz", "lxml")


def ran(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mobility_xlsx", *words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding=environment.get("PYTHONIOENCODING", "utf-8").split(":")[0],
    )


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's project folder."""
    folder = tmp_path_factory.mktemp("demo") / "Maple Hollow"
    made = ran("demo", str(folder), cwd=folder.parent)
    assert made.returncode == 0, made.stderr
    assert "made-up city" in made.stdout
    return folder


pytestmark = pytest.mark.xdist_group("demo")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["check", "empty"], "There is no workbook in"),
        (["check", "nowhere"], "There is no file or folder nowhere. Name the folder of returned workbooks."),
        (["check"], "There is no file or folder returned."),
        (["summarize", "nowhere"], "There is no folder nowhere."),
        (["summarize", "empty"], "There is no workbook in"),
        (["check", "--colour"], "No such option"),
        (["chekc"], "No such command"),
        (["template", "--language", "xx"], "There is no form in 'xx'."),
        (["template", "--room", "many"], "'--room': 'many' is not a whole number."),
        (["template", "--room", "0"], "'--room': 0 is not in the range 1<=x<=500."),
        (["explain", "no-such-thing"], "no-such-thing is"),
        (["letters", "nowhere"], "There is no folder nowhere."),
        (["letters", "empty", "--anyway"], "Run mobility-xlsx summarize first, then fill in the Decisions.xlsx"),
        (["letters", "empty", "--language", "fr"], "There are no letters in 'fr'. Choose one of: en, es."),
        (["new"], "Say what to call the folder"),
        (["demo", "full"], "full is there already. Choose another name or an empty folder."),
        (["new", "note.txt"], "note.txt is there already. Choose another name or an empty folder."),
        (["template", "--people", "nobody.xlsx"], "nobody.xlsx cannot be read"),
        (["template", "--out", "note.txt/sub/blank.xlsx"], "cannot be written"),
        (["template", "--out", "blank.pdf"], "blank.pdf does not end in .xlsx. Name an Excel file with --out."),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_code_2(words: list[str], sentence: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note.txt").write_text("mine")
    (tmp_path / "note.txt").write_text("mine")
    result = ran(*words, cwd=tmp_path)
    assert result.returncode == 2
    assert sentence in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert "?." not in result.stderr
    assert "Traceback" not in result.stderr + result.stdout


def test_without_a_word_the_help_is_printed_as_it_stands(tmp_path: Path) -> None:
    alone = ran(cwd=tmp_path)
    assert alone.stdout == ran("--help", cwd=tmp_path).stdout
    assert (alone.stderr, alone.returncode) == ("", 0)


@pytest.mark.parametrize("command", ["summarize", "letters"])
def test_a_folder_without_workbooks_stays_as_it_was(command: str, tmp_path: Path) -> None:
    assert ran(command, cwd=tmp_path).returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_workbook_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7\n...")
    result = ran("check", "scan.pdf", cwd=tmp_path)
    assert result.returncode == 2
    assert "This is a PDF, not a workbook." in result.stdout
    assert "Ask for the Excel file." in result.stdout


def test_verbose_shows_the_whole_report(tmp_path: Path) -> None:
    assert "Traceback" in ran("check", "nowhere", "--verbose", cwd=tmp_path).stderr


def test_new_makes_a_folder_ready_to_send(tmp_path: Path) -> None:
    result = ran("new", "Forest City", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    made = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert made == [
        "Forest City/Check and summarize.bat",
        "Forest City/Check and summarize.command",
        "Forest City/send/Champion letter.docx",
        "Forest City/send/Community member letter.docx",
        "Forest City/send/Invitation letter.docx",
        "Forest City/send/Keep informed letter.docx",
        "Forest City/send/Stakeholder Inventory.xlsx",
    ]
    assert ran("new", "Forest City", cwd=tmp_path).returncode == 2


def test_an_untouched_workbook_has_something_to_ask_and_a_clean_folder_exit_code_1(tmp_path: Path) -> None:
    assert ran("template", cwd=tmp_path).returncode == 0
    result = ran("check", "Stakeholder Inventory.xlsx", cwd=tmp_path)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr


def test_a_workbook_once_written_is_not_overwritten(tmp_path: Path) -> None:
    assert ran("template", cwd=tmp_path).returncode == 0
    assert ran("template", cwd=tmp_path).returncode == 0
    again = ran("template", "--room", "40", cwd=tmp_path)
    assert again.returncode == 2
    assert "is not overwritten" in again.stderr


def test_people_on_a_list_get_a_workbook_and_a_draft_each_and_are_remembered(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(
        "Name,Organization,E-mail\nAnn Lee,Food Bank,ann@x.example\nBo,,bo@y.example\n"
    )
    result = ran("template", "--people", "people.csv", "--out", "send", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert sorted(path.name for path in (tmp_path / "send").iterdir()) == [
        "People.csv",
        "Stakeholder Inventory - Ann Lee.eml",
        "Stakeholder Inventory - Ann Lee.xlsx",
        "Stakeholder Inventory - Bo.eml",
        "Stakeholder Inventory - Bo.xlsx",
    ]
    (tmp_path / "returned").mkdir()
    (tmp_path / "send" / "Stakeholder Inventory - Ann Lee.xlsx").rename(tmp_path / "returned" / "ann.xlsx")
    summarized = ran("summarize", ".", "--json", cwd=tmp_path)
    assert summarized.returncode == 1, summarized.stderr
    read = json.loads(summarized.stdout)["files"]
    assert [file["respondent"]["email"] for file in read] == ["ann@x.example"]


def test_check_prints_one_document_with_every_cell_accounted_for(city: Path) -> None:
    result = ran("check", "--json", cwd=city)
    assert result.returncode == 1
    document = json.loads(result.stdout)
    assert set(document) == {"tool", "files", "problems", "counts"}
    assert {file["status"] for file in document["files"]} == {"read", "not read"}
    for file in document["files"]:
        if file["status"] == "read":
            cells = file["cells"]
            assert cells["answers"] + cells["form"] + len(cells["unplaced"]) == cells["non_empty"], file["file"]
    keys = {"code", "severity", "file", "sheet", "cell", "value", "says", "fix", "suggestion"}
    assert all(set(problem) >= keys for problem in document["problems"])


def test_summarize_prints_the_contracts_document(city: Path) -> None:
    document = json.loads(ran("summarize", "--json", cwd=city).stdout)
    assert set(document) >= {
        "inventory", "asked", "needs", "shortlist", "keep_informed", "invitations", "needs_introduction", "roster",
        "changed",
    }  # fmt: skip
    known = {one["id"] for one in document["inventory"]}
    assert {pick["id"] for pick in document["shortlist"]["partners"]} <= known
    assert all(set(need["covered_by"]) <= known for need in document["needs"])
    assert {need["kind"] for need in document["needs"]} <= {"group", "predictor", "asset"}
    housing = next(one for one in document["inventory"] if one["name"] == "Maple Hollow Housing Authority")
    assert "MHHA" in housing["also_known_as"]
    assert {source["file"] for source in housing["sources"]} >= {"mayor.xlsx", "Copy of inventory.xls"}


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_no_console_is_too_narrow(city: Path, encoding: str) -> None:
    result = ran("check", cwd=city, PYTHONIOENCODING=encoding)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "Inventario" in result.stdout


def test_explain_tells_a_code_and_an_organization(city: Path) -> None:
    assert "Example" in ran("explain", "own-words", cwd=city).stdout
    assert 'Did you mean "own-words"?' in ran("explain", "own-wrods", cwd=city).stderr
    told = ran("explain", "mhha", cwd=city).stdout
    assert told.startswith("Maple Hollow Housing Authority\nAlso known as: ")
    assert '\n  Theo Nakamura: "MHHA", inventory_Theo (1).xlsx, Part 2 Partnerships B14\n' in told
    assert "Copy of inventory.xls, Part 2 Partnerships B14" in told
    assert "\nType: Other local government; Nonprofit and CBOs\nTarget populations served: Residents" in told
    assert "\nMeets Housing stability and Data sharing.\n" in told
    assert told.endswith("\n\nWho asks Carol Whitman: Maria Lopez. Maria Lopez works with them now.\n")
    assert "\nRoles: " in told
    assert "\nBenefit to them: " in told
    nearly = ran("explain", "Maple Holow Housing Athority", cwd=city)
    assert nearly.returncode == 2
    assert nearly.stderr.endswith('organization here. Did you mean "Maple Hollow Housing Authority"?\n')


def test_quiet_prints_nothing(city: Path) -> None:
    assert ran("check", "--quiet", cwd=city).stdout == ""


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["check", "--help"],
        ["--version"],
        ["explain", "own-words"],
        ["chekc"],
        ["check", "--loud"],
        ["template", "--room", "0"],
    ],
)
def test_nothing_heavy_is_imported_for_help_and_codes(words: list[str], tmp_path: Path) -> None:
    script = (
        "import sys\nfrom mobility_xlsx.cli import main\n"
        f"sys.argv = ['mobility-xlsx', *{words!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"sys.stderr.write('HEAVY:' + ','.join(name for name in {HEAVY!r} if name in sys.modules))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert result.stderr.endswith("HEAVY:"), result.stderr


def test_what_letters_are_written_with_is_left_alone_until_then() -> None:
    script = "import sys, mobility_xlsx.project; sys.exit(','.join({'docxtpl', 'docx', 'jinja2'} & set(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True)
    assert ended.stderr.strip() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="no terminal can be made there")
@pytest.mark.parametrize(("waited", "shown"), [(0.0, False), (1.1, True)])
def test_a_terminal_is_shown_how_far_reading_is_after_a_second(waited: float, shown: bool) -> None:
    import pty

    script = (
        "import time\nfrom mobility_xlsx.cli import _progress\n"
        f"show = _progress(False)\ntime.sleep({waited})\nshow(3, 10)\nshow(10, 10)\n"
    )
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", script], stderr=theirs, env=environment, check=True)
    os.write(theirs, b"end")
    said = ""
    while not said.endswith("end"):  # a terminal gives what it has, in pieces
        said += os.read(ours, 1000).decode()
    os.close(ours)
    os.close(theirs)
    assert ("3 of 10 files. Ctrl-C stops." in said) == shown
    assert said.endswith(" \rend" if shown else "end")
