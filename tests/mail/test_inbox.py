"""What a folder of returned files holds, also inside emails and zips, and what is passed over."""

import io
import os
import random
import sys
import time
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from mobility_xlsx.errors import BadChoice, NotReadable
from mobility_xlsx.mail.copies import original_name
from mobility_xlsx.mail.inbox import Inbox, collect


def _zip(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_xlsx", ".xlsx"), data)
    return stream.getvalue()


def _workbook(text: str = "") -> bytes:
    """Not a readable workbook, but one as far as its parts go."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", f"<Types>{text}</Types>")
    return stream.getvalue()


def _email(**attachments: bytes) -> bytes:
    message = EmailMessage()
    message["From"] = "Renée O’Connor <renee@forestcity.example>"
    message["Date"] = "Mon, 23 Nov 2026 09:30:00 -0500"
    message["Subject"] = "Our answers"
    message.set_content("Please find it attached.")
    for name, data in attachments.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return message.as_bytes()


def _names(inbox: Inbox) -> list[str]:
    return [source.name for source in inbox.sources]


def test_folders_are_searched_and_what_is_not_an_answer_is_left_alone(tmp_path: Path) -> None:
    for number, name in enumerate(
        ("a.xlsx", "sub/b.xlsx", "results/Summary.xlsx", "__MACOSX/._a.xlsx", ".hidden.xlsx", "Thumbs.db", "x.tmp")
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(_workbook(str(number)))
    (tmp_path / "~$a.xlsx").write_bytes(b"x" * 165)
    (tmp_path / ".~lock.b.xlsx#").write_bytes(b"Ann")
    inbox = collect([tmp_path])
    assert _names(inbox) == ["a.xlsx", "sub/b.xlsx"]
    assert {(each.name, each.code, each.other) for each in inbox.skipped} == {
        ("~$a.xlsx", "lock-file", "a.xlsx"),
        (".~lock.b.xlsx#", "lock-file", "b.xlsx"),
    }


def test_a_lock_file_named_on_the_command_line_is_skipped_too(tmp_path: Path) -> None:
    (tmp_path / "~$a.xlsx").write_bytes(b"x" * 165)
    inbox = collect([tmp_path / "~$a.xlsx"])
    assert [(each.name, each.code) for each in inbox.skipped] == [("~$a.xlsx", "lock-file")]


def test_an_email_gives_its_workbooks_with_sender_and_date(tmp_path: Path) -> None:
    packed = _zip(b_xlsx=_workbook("b"))
    (tmp_path / "answer.eml").write_bytes(_email(a_xlsx=_workbook("a"), more_zip=packed, logo_png=b"\x89PNG"))
    sources = collect([tmp_path]).sources
    assert [source.name for source in sources] == ["answer.eml/a.xlsx", "answer.eml/more.zip/b.xlsx"]
    assert {source.sender for source in sources} == {"Renée O’Connor <renee@forestcity.example>"}
    assert {source.received for source in sources} == {"2026-11-23T14:30:00+00:00"}
    assert sources[0].load() == (("a.xlsx", _workbook("a")),)
    assert sources[1].load() == (("b.xlsx", _workbook("b")),)


def test_an_email_without_a_workbook_is_said(tmp_path: Path) -> None:
    (tmp_path / "answer.eml").write_bytes(_email())
    assert [(name, why.code) for name, why in collect([tmp_path]).not_read] == [("answer.eml", "no-workbook-inside")]


def test_a_file_in_a_zip_that_is_damaged_is_said(tmp_path: Path) -> None:
    whole = _zip(filled_xlsx=b"answers " * 100)
    at = whole.index(b"filled.xlsx") + len("filled.xlsx") + 2
    (tmp_path / "mailed.zip").write_bytes(whole[:at] + b"\xff\xff\xff" + whole[at + 3 :])
    inbox = collect([tmp_path])
    assert [(name, refusal.code) for name, refusal in inbox.not_read] == [("mailed.zip/filled.xlsx", "damaged")]
    assert inbox.sources == ()


def test_zips_are_opened_one_level_deep_and_no_further(tmp_path: Path) -> None:
    once = _zip(a_xlsx=_workbook("a"), **{"__MACOSX/b": b"x"})
    (tmp_path / "once.zip").write_bytes(once)
    (tmp_path / "twice.zip").write_bytes(_zip(once=once, b_xlsx=_workbook("b")))
    (tmp_path / "thrice.zip").write_bytes(_zip(twice=_zip(once=_zip(c_xlsx=_workbook("c")))))
    inbox = collect([tmp_path])
    assert _names(inbox) == ["once.zip/a.xlsx", "twice.zip/b.xlsx"]
    assert [(each.name, each.other) for each in inbox.skipped] == [("twice.zip/once/a.xlsx", "once.zip/a.xlsx")]
    assert [(name, why.code) for name, why in inbox.not_read] == [("thrice.zip/twice/once", "nested-too-deep")]


@pytest.mark.parametrize(
    "parts", [("xl/workbook.xml", "_rels/.rels"), ("content.xml", "META-INF/manifest.xml"), ("[content_types].XML",)]
)
def test_a_workbook_that_lacks_a_part_is_no_zip_of_files(tmp_path: Path, parts: tuple[str, ...]) -> None:
    (tmp_path / "a.xlsx").write_bytes(_zip(**dict.fromkeys(parts, b"<x/>")))
    assert _names(collect([tmp_path])) == ["a.xlsx"]


def test_a_bomb_in_a_zip_is_stopped_while_unpacking(tmp_path: Path) -> None:
    (tmp_path / "bomb.zip").write_bytes(_zip(a_xlsx=b"PK\x03\x04" + bytes(40_000_000)))
    inbox = collect([tmp_path])
    assert [(name, why.code) for name, why in inbox.not_read] == [("bomb.zip/a.xlsx", "too-large")]


def test_what_zips_in_a_zip_hold_is_counted_together(tmp_path: Path) -> None:
    zeros = _zip(**{f"{i}_xlsx": b"PK\x03\x04" + bytes(19_000_000) for i in range(6)})
    nested = {f"{i}.zip": zeros + bytes([i]) for i in range(40)}
    (tmp_path / "bomb.zip").write_bytes(_zip(**nested, **{"ours_xlsx": _workbook()}))
    started = time.process_time()
    inbox = collect([tmp_path])
    refused = [(name.count("/"), why.code) for name, why in inbox.not_read if name.endswith(".zip")]
    assert refused == [(1, "unpacks-too-far")] * 39
    assert "bomb.zip/ours.xlsx" in _names(inbox)
    assert time.process_time() - started < 5


def test_many_files_in_a_large_zip_are_found_without_reading_it_anew_for_each(tmp_path: Path) -> None:
    noise = random.Random(7).randbytes(15_000_000)
    notes = {f"{i}.txt": b"%d" % i for i in range(900)}
    (tmp_path / "large.zip").write_bytes(_zip(large=_zip(**notes, picture=noise)))
    started = time.process_time()
    assert len(collect([tmp_path]).sources) == 901
    assert time.process_time() - started < 5


def test_the_second_of_two_files_with_the_same_bytes_is_skipped(tmp_path: Path) -> None:
    for name in ("filled (1).xlsx", "filled.xlsx"):
        (tmp_path / name).write_bytes(_workbook())
    (tmp_path / "filled - Copy.xlsx").write_bytes(_workbook("changed"))
    inbox = collect([tmp_path])
    assert [(source.name, source.copy_of) for source in inbox.sources] == [
        ("filled - Copy.xlsx", "filled.xlsx"),
        ("filled.xlsx", ""),
    ]
    assert [(each.name, each.code, each.other) for each in inbox.skipped] == [
        ("filled (1).xlsx", "same-bytes", "filled.xlsx")
    ]


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("filled (1).xlsx", "filled.xlsx"),
        ("filled - Copy (2).xlsx", "filled.xlsx"),
        ("Copy of filled.xlsx", "filled.xlsx"),
        ("filled copy 2.xlsx", "filled.xlsx"),
        ("filled (Ann's conflicted copy 2026-11-02).xlsx", "filled.xlsx"),
        ("filled.sync-conflict-20261102-101112-ABCDEFG.xlsx", "filled.xlsx"),
        ("filled-DESKTOP-7A1BC2D.xlsx", "filled.xlsx"),
        ("filled.xlsx", ""),
        ("Food Bank (2026 answers).xlsx", ""),
        ("Copy Center.xlsx", ""),
        ("a" + "(1)" * 80 + ".xlsx", "a.xlsx"),
        ("a" + "(1)" * 10_000 + ".xlsx", ""),
        ("a" + " " * 32_000 + "a.xlsx", ""),
    ],
)
def test_marks_of_a_copy_are_known(name: str, original: str) -> None:
    assert original_name(name) == original


def test_csv_files_of_one_workbook_are_one_source(tmp_path: Path) -> None:
    (tmp_path / "filled").mkdir()
    for name in (
        "filled/filled-Part 1 Priorities.csv",
        "filled/filled-Start here.csv",
        "ann-Part 1 Priorities.csv",
        "ann-Part 2 Partnerships.csv",
        "bob-Part 1 Priorities.csv",
        "alone.csv",
    ):
        (tmp_path / name).write_text(name, encoding="utf-8")
    found = {source.name: [piece.name for piece in source.pieces] for source in collect([tmp_path]).sources}
    assert found == {
        "filled": ["filled-Part 1 Priorities.csv", "filled-Start here.csv"],
        "ann-*.csv": ["ann-Part 1 Priorities.csv", "ann-Part 2 Partnerships.csv"],
        "bob-Part 1 Priorities.csv": ["bob-Part 1 Priorities.csv"],
        "alone.csv": ["alone.csv"],
    }


@pytest.mark.parametrize(
    "names",
    [
        ("Start here.csv", "Part 1 Priorities.csv", "Part 2 Partnerships.csv"),
        ("Empiece aquí.csv", "Parte 1 Prioridades.csv", "Parte 2 Colaboraciones.csv", "Listas.csv"),
        ("0-Start here.csv", "1-Part 1 Priorities.csv", "2-Part 2 Partnerships.csv", "6-Lists.csv"),
        ("Start here-Table 1.csv", "Part 1 Priorities-Table 1.csv", "Part 2 Partnerships-Table 1.csv"),
    ],
)
def test_a_folder_of_sheets_without_a_common_beginning_is_one_source(tmp_path: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert _names(collect([tmp_path])) == [tmp_path.name]


@pytest.mark.parametrize(
    ("names", "sources"),
    [
        (("Sheet1.csv", "Sheet2.csv", "Sheet3.csv"), 1),
        (("download.csv", "download (1).csv", "download (2).csv"), 1),
        (("Ann.csv", "Bob.csv", "Cem.csv"), 3),
        (("Sheet1.csv", "Sheet2.csv", "Sheet3.csv", "Sheet4.csv"), 4),
    ],
)
def test_files_called_alike_are_one_source_when_each_is_another_part(
    tmp_path: Path, names: tuple[str, ...], sources: int
) -> None:
    parts = ("Your name,Ann\nYour organization,", "Yes?,Group of people", "Organization name,Type of organization,")
    for name, text in zip(names, (*parts, parts[2] + "again"), strict=False):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "other.xlsx").write_bytes(_workbook())
    assert len(collect([tmp_path]).sources) == sources + 1


@pytest.mark.parametrize("given", [("p", "q"), ("p/f.xlsx", "q/f.xlsx", "p/Part 2.csv", "q/Part 2.csv")])
def test_what_stands_in_several_folders_has_theirs_in_front(tmp_path: Path, given: tuple[str, ...]) -> None:
    for folder in "pq":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "f.xlsx").write_bytes(_workbook(folder))
        (tmp_path / folder / "Part 2.csv").write_text(folder, encoding="utf-8")
    inbox = collect([tmp_path / place for place in given])
    assert _names(inbox) == ["p/Part 2.csv", "p/f.xlsx", "q/Part 2.csv", "q/f.xlsx"]
    assert [source.load()[0][1] for source in inbox.sources] == [b"p", _workbook("p"), b"q", _workbook("q")]


def test_names_that_no_other_folder_has_stay_as_they_are(tmp_path: Path) -> None:
    for folder in "pq":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{folder}.xlsx").write_bytes(_workbook(folder))
    assert _names(collect([tmp_path / "p", tmp_path / "q"])) == ["p.xlsx", "q.xlsx"]
    assert _names(collect([tmp_path / "p", tmp_path / "q" / "q.xlsx"])) == ["p.xlsx", "q.xlsx"]


def test_folders_called_alike_are_told_by_those_above_them(tmp_path: Path) -> None:
    for city in ("Forest City", "Millbrook"):
        (tmp_path / city / "returned").mkdir(parents=True)
        (tmp_path / city / "returned" / "f.xlsx").write_bytes(_workbook(city))
        (tmp_path / city / "returned" / "~$f.xlsx").write_bytes(b"x")
    inbox = collect([tmp_path / city / "returned" for city in ("Forest City", "Millbrook")])
    assert _names(inbox) == ["Forest City/returned/f.xlsx", "Millbrook/returned/f.xlsx"]
    assert [one.name for one in inbox.skipped] == ["Forest City/returned/~$f.xlsx", "Millbrook/returned/~$f.xlsx"]


def test_folders_told_apart_by_their_blanks_alone_are_read(tmp_path: Path) -> None:
    for folder in ("Oak Park", "Oak  Park"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "f.xlsx").write_bytes(_workbook(folder))
    inbox = collect([tmp_path / "Oak Park", tmp_path / "Oak  Park"])
    assert _names(inbox) == ["Oak Park (2)/f.xlsx", "Oak Park/f.xlsx"]


def test_two_attachments_of_one_name_are_numbered(tmp_path: Path) -> None:
    message = EmailMessage()
    message.set_content("Both of us.")
    for text in ("Ann", "Bo"):
        message.add_attachment(_workbook(text), maintype="application", subtype="zip", filename="f.xlsx")
    (tmp_path / "mail.eml").write_bytes(message.as_bytes())
    assert _names(collect([tmp_path])) == ["mail.eml/f (2).xlsx", "mail.eml/f.xlsx"]


def test_a_workbook_attached_without_a_name_is_found(tmp_path: Path) -> None:
    message = EmailMessage()
    message.set_content("Here it is.")
    kind = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    message.add_attachment(_workbook(), maintype="application", subtype=kind)
    (tmp_path / "mail.eml").write_bytes(message.as_bytes())
    assert _names(collect([tmp_path])) == ["mail.eml/attachment.xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs rights there")
def test_links_out_of_the_folder_and_pipes_are_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "returned", tmp_path / "elsewhere"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.xlsx").write_bytes(_workbook())
    (inside / "link.xlsx").symlink_to(outside / "secret.xlsx")
    (inside / "folder").symlink_to(outside)
    (inside / "loop.xlsx").symlink_to("loop.xlsx")
    os.mkfifo(inside / "pipe.xlsx")
    inbox = collect([inside])
    assert inbox.sources == ()
    assert [(each.name, each.code) for each in inbox.skipped] == [("link.xlsx", "link")]
    assert [(name, why.code) for name, why in inbox.not_read] == [
        ("loop.xlsx", "cannot-open"),
        ("pipe.xlsx", "not-a-regular-file"),
    ]


def test_a_cloud_drive_that_has_not_fetched_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / ".filled.xlsx.icloud").write_bytes(b"bplist00")
    assert [(name, why.code) for name, why in collect([tmp_path]).not_read] == [
        (".filled.xlsx.icloud", "is-cloud-stub")
    ]


def test_a_path_that_does_not_exist_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(BadChoice, match="no file or folder"):
        collect([tmp_path / "nowhere"])


def test_a_zip_with_a_password_asks_for_one_without(tmp_path: Path) -> None:
    data = bytearray(_zip(a_xlsx=_workbook()))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(data)
    (name, why), *_ = collect([tmp_path]).not_read
    assert (name, isinstance(why, NotReadable), why.code) == ("locked.zip", True, "password")
