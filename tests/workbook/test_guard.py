"""What the guard lets through, what it refuses and in what words, before any library sees a file."""

import io
import random
import struct
import time
import zipfile
from pathlib import Path

import pytest
from packed_books import MAIN, PACKAGE, RELATIONS, book_parts, packed, packed_book, relations

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.form.answers import Kind
from mobility_xlsx.workbook.guard import inspect
from mobility_xlsx.workbook.read import read_bytes

SHARED = Path(__file__).parents[3] / "shared"


def _texts(data: bytes) -> dict[str, str]:
    return {cell.address: cell.text for cell in read_bytes(data, "a.xlsx").sheets[0].cells}


def _code(data: bytes, name: str = "a.xlsx") -> str:
    with pytest.raises(NotReadable) as refusal:
        inspect(data, name)
    return refusal.value.code


SOUND = packed_book('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>')


def test_a_sound_workbook_is_let_through_and_its_blanks_are_not_counted() -> None:
    assert inspect(SOUND, "a.xlsx").non_empty == 1
    assert _texts(SOUND) == {"A1": "Food Bank"}


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.xlsx", "empty-file"),
        (b"%PDF-1.7 ...", "a.xlsx", "is-pdf"),
        (b"\n%PDF-1.7 ...", "a.xls", "is-pdf"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "a.xls", "is-html"),
        (b"\xef\xbb\xbf <!DOCTYPE html><body>", "a.xls", "is-html"),
        ("<html>".encode("utf-16"), "a.xls", "is-html"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "a.xls", "is-html"),
        (b"{\\rtf1 hello}", "a.xlsx", "is-word"),
        (b"\x89PNG\r\n", "a.xlsx", "is-picture"),
        (b"\xff\xd8\xff\xe0", "photo.jpg", "is-picture"),
        (b"BM\x36\0\0\0", "scan.bmp", "is-picture"),
        (b"GIF89a\1\0\1\0", "a.xlsx", "is-picture"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "a.webp", "is-picture"),
        (b'{"url": "https://docs.example/x", "doc_id": "1"}', "a.gsheet", "is-cloud-stub"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "a.xls", "is-xml-workbook"),
        (b"ID;PWXL;N;E\r\nC;Y1;X1;K1\r\nE\r\n", "a.slk", "is-old-format"),
        (b'<?xml version="1.0"?><gnm:Workbook xmlns:gnm="http://www.gnumeric.org/v10.dtd"/>', "a", "is-gnumeric"),
        (b"\x00\x00\x02\x00\x06\x04\x06\x00", "a.wk1", "not-a-workbook"),
        (b'{"a": 1,\n"b": 2}', "a.xlsx", "not-a-workbook"),
        (b"just a sentence", "a.txt", "not-a-workbook"),
        (b"PK\x03\x04 cut off", "a.xlsx", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "a.xls", "damaged"),
    ],
)
def test_what_is_no_workbook_is_called_by_its_name(data: bytes, name: str, code: str) -> None:
    assert _code(data, name) == code


@pytest.mark.parametrize("name", ["BMX Club", "8BPS Printers", "GIF89a Makers", "RIFF at WEBP"])
def test_a_table_that_begins_with_the_letters_of_a_picture_is_read(name: str) -> None:
    assert inspect(f"{name}\nOrganization name,Type\nHope Center,Philanthropy\n".encode(), "a.csv").kind == "csv"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"Index/Document.iwa": "x", "Metadata/p.plist": "x"}, "is-numbers"),
        ({"[Content_Types].xml": "<Types>wordprocessingml.document.main</Types>"}, "is-word"),
        ({"[Content_Types].xml": "<Types>presentationml.presentation.main</Types>"}, "not-a-workbook"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}, "is-word"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}, "damaged"),
        (
            {
                "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": "\x01\x02",
                "META-INF/manifest.xml": "<m:manifest><m:encryption-data/></m:manifest>",
            },
            "password",
        ),
        ({"inventory.xlsx": "x"}, "zip-of-files"),
    ],
)
def test_zips_of_other_programs_are_called_by_their_name(parts: dict[str, str], code: str) -> None:
    assert _code(packed(parts)) == code


def test_too_large_a_file_says_how_large() -> None:
    with pytest.raises(NotReadable) as refusal:
        inspect(bytes(21_000_000), "a.xlsx")
    assert (refusal.value.code, refusal.value.fields) == ("too-large", {"size": "21"})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_a_doctype_is_refused_in_every_encoding(encoding: str) -> None:
    head = '<?xml version="1.0" encoding="utf-16"?>' if encoding != "utf-8" else '<?xml version="1.0"?>'
    parts: dict[str, str | bytes] = dict(book_parts(""))
    parts["xl/sharedStrings.xml"] = f"{head}<!DOCTYPE sst []><sst/>".encode(encoding)
    assert _code(packed(parts)) == "doctype"


def test_the_word_doctype_inside_a_text_is_no_doctype() -> None:
    sst = f'<sst xmlns="{MAIN}"><si><t><![CDATA[<!DOCTYPE x>]]></t></si></sst>'
    data = packed_book('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', **{"xl/sharedStrings.xml": sst})
    assert _texts(data) == {"A1": "<!DOCTYPE x>"}


def test_another_encoding_of_the_parts_reads_the_same() -> None:
    parts: dict[str, str | bytes] = dict(book_parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'))
    sst = f'<?xml version="1.0" encoding="UTF-16"?><sst xmlns="{MAIN}"><si><t>Café</t></si></sst>'
    parts["xl/sharedStrings.xml"] = sst.encode("utf-16")
    assert _texts(packed(parts)) == {"A1": "Café"}


@pytest.mark.parametrize(
    ("sheet_data", "tail", "code"),
    [
        ("", '<mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>', "merged-column"),
        ("", '<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>', "link-over-sheet"),
        ("", '<dataValidation sqref="A1"/>' * 6_000, "rules-piled-up"),
        ('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>', "", "damaged"),
        ('<row r="1"><c r="A1" t="s"><v>2</v></c></row>', "", "damaged"),
        ('<row r="1048577"><c r="A1048577"><v>1</v></c></row>', "", "damaged"),
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "", "damaged"),
        ('<row r="1"><c r="A1"><v>1\x01</v></c></row>', "", "damaged"),
        ('<row r="1"><c r="A1"><v>1</v></row>', "", "damaged"),
        (f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"y" * 300_000}</t></is></c></row>', "", "text-too-long"),
    ],
)
def test_a_sheet_beyond_the_limits_is_refused(sheet_data: str, tail: str, code: str) -> None:
    data = packed_book(sheet_data, tail)
    assert _code(data) == code


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "C:\\evil.xml", "xl/../../evil.xml"])
def test_parts_that_point_out_of_the_file_are_refused(name: str) -> None:
    assert _code(packed_book("", **{name: "<x/>"})) == "tampered"


def test_two_parts_of_one_name_are_refused() -> None:
    assert _code(packed_book("", **{"XL/WORKBOOK.XML": "<x/>"})) == "tampered"
    assert _code(packed_book("", **{"xl\\workbook.xml": "<x/>"})) == "tampered"


def test_members_that_share_bytes_are_refused() -> None:
    data = bytearray(SOUND)
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    assert _code(bytes(data)) in ("tampered", "damaged")


def test_a_part_that_unpacks_to_another_size_than_it_says_is_refused() -> None:
    data = bytearray(SOUND)
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 10)
    assert _code(bytes(data)) == "tampered"


def test_every_cut_of_a_file_is_refused_or_reads_as_the_whole() -> None:
    for length in range(0, len(SOUND), 97):
        assert _code(SOUND[:length]) in ("damaged", "empty-file", "not-a-workbook")


@pytest.mark.parametrize(
    "hostile",
    [
        '<row r="1">' + '<c r="A1"><is>' * 60_000,
        '<row r="1">' + '<c r="A1" ' * 60_000,
        '<row r="1">' + '<c r="A1"><f>' * 60_000,
        "<row " * 100_000 + 'hidden="1"',
        "<x>" * 100_000,
    ],
)
def test_no_pattern_takes_long_over_crafted_xml(hostile: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, part in book_parts(hostile).items():
            archive.writestr(name, part)
    began = time.process_time()
    with pytest.raises(NotReadable):
        read_bytes(stream.getvalue(), "a.xlsx")
    assert time.process_time() - began < 3


def test_a_table_that_claims_more_texts_than_it_has_reads_as_it_is() -> None:
    sst = f'<sst xmlns="{MAIN}" count="4294967295" uniqueCount="4294967295"><si><t>a count="1"</t></si></sst>'
    data = packed_book('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', **{"xl/sharedStrings.xml": sst})
    assert _texts(data) == {"A1": 'a count="1"'}


def test_two_sheets_on_one_part_are_refused() -> None:
    workbook = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="A" sheetId="1" r:id="r1"/>'
        '<sheet name="B" sheetId="2" r:id="r1"/></sheets></workbook>'
    )
    assert _code(packed_book("", **{"xl/workbook.xml": workbook})) == "tampered"


def test_hidden_and_struck_rows_and_values_under_a_merge_are_read_and_said() -> None:
    styles = (
        f'<styleSheet xmlns="{MAIN}"><fonts><font/><font><strike/></font></fonts>'
        '<cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>'
    )
    data = packed_book(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="str"><v>under</v></c></row>'
        '<row r="2" hidden="1"><c r="A2" t="str"><v>Ana</v></c></row>'
        '<row r="4"><c r="A4" s="1" t="str"><v>left</v></c></row>',
        '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
        **{
            "xl/styles.xml": styles,
            "xl/_rels/workbook.xml.rels": relations(
                worksheet="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml", styles="styles.xml"
            ),
        },
    )
    book = read_bytes(data, "a.xlsx")
    cells = {cell.address: cell for cell in book.sheets[0].cells}
    assert {place for place, cell in cells.items() if cell.hidden} == {"A2"}
    assert {place for place, cell in cells.items() if cell.struck} == {"A4"}
    assert [(remark.code, remark.cell, remark.value, remark.fields) for remark in book.remarks] == [
        ("hidden-rows", "A2", "", (("rows", "2"),)),
        ("struck-rows", "A4", "", (("rows", "4"),)),
        ("under-merge", "B1", "under", (("range", "A1:B1"),)),
    ]


@pytest.mark.parametrize(
    ("runs", "is_struck"),
    [
        ("<r><rPr><strike/></rPr><t>Old Mill</t></r>", True),
        ('<r><rPr><strike val="1"/></rPr><t>Old Mill; </t></r><r><t>City College</t></r>', True),
        ('<r><rPr><strike val="0"/></rPr><t>Old Mill; </t></r><r><t>City College</t></r>', False),
        ('<r><rPr><strike/></rPr><t xml:space="preserve"> </t></r><r><t>City College</t></r>', False),
    ],
)
@pytest.mark.parametrize("is_shared", [True, False])
def test_words_struck_in_part_of_a_text_are_said_wherever_the_text_is_stored(
    runs: str, is_struck: bool, is_shared: bool
) -> None:
    inline = f'<row r="1"><c r="A1" t="inlineStr"><is>{runs}</is></c></row>'
    shared = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    table = f'<sst xmlns="{MAIN}"><si>{runs}</si></sst>'
    data = packed_book(shared, **{"xl/sharedStrings.xml": table}) if is_shared else packed_book(inline)
    book = read_bytes(data, "a.xlsx")
    assert ([remark.code for remark in book.remarks], book.sheets[0].cells[0].struck) == (
        ["struck-rows"] if is_struck else [],
        is_struck,
    )


def test_words_in_text_boxes_and_check_boxes_over_a_sheet_are_told() -> None:
    def shape(number: int, *lines: str) -> str:
        words = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
        return f'<xdr:sp><xdr:cNvPr id="{number}" name="a"/><xdr:txBody>{words}</xdr:txBody></xdr:sp>'

    boxes = (
        shape(2, "The food bank", "closes in June") + shape(3, "Staff") + shape(4, "Data sharing") + shape(5, "Boats")
    )
    ticks = {3: 'checked="Checked"', 4: "", 5: 'checked="Checked" fmlaLink="$A$3"', 6: 'checked="Checked"'}
    related = [("drawing", "../drawings/d.xml"), *(("ctrlProp", f"../ctrlProps/c{number}.xml") for number in ticks)]
    lines = "".join(
        f'<Relationship Id="r{i}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(related, start=2)
    )
    controls = "".join(f'<control shapeId="{number}" r:id="r{number}"/>' for number in ticks)
    data = packed_book(
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
        f'<controls xmlns:r="{RELATIONS}">{controls}</controls>',
        **{
            "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{PACKAGE}">{lines}</Relationships>',
            "xl/drawings/d.xml": f'<xdr:wsDr xmlns:xdr="x" xmlns:a="a">{boxes}</xdr:wsDr>',
        },
        **{
            f"xl/ctrlProps/c{number}.xml": f'<formControlPr objectType="CheckBox" {ticked}/>'
            for number, ticked in ticks.items()
        },
    )
    assert [(remark.code, remark.value) for remark in read_bytes(data, "a.xlsx").remarks] == [
        ("words-in-shapes", "The food bank closes in June; ☑ Staff; ☐ Data sharing; ☑"),
    ]


def test_notes_and_threaded_comments_stand_at_their_cell() -> None:
    comments = (
        f'<comments xmlns="{MAIN}"><commentList><comment ref="A1"><text><r><t>Ann:</t></r><r><t xml:space="preserve">'
        ' ask them</t></r></text></comment><comment ref="B1"><text><t>[Threaded comment] Your version</t></text>'
        "</comment></commentList></comments>"
    )
    thread = '<threadedComment ref="B1"><text>Who is this?</text></threadedComment>'
    data = packed_book(
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
        **{
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                comments="../comments1.xml", threadedComment="../threadedComments/t1.xml"
            ),
            "xl/comments1.xml": comments,
            "xl/threadedComments/t1.xml": f"<ThreadedComments>{thread}</ThreadedComments>",
        },
    )
    book = read_bytes(data, "a.xlsx")
    assert [(cell.address, cell.text, cell.note) for cell in book.sheets[0].cells] == [
        ("A1", "Food Bank", "Ann: ask them"),
        ("B1", "", "Who is this?"),
    ]
    assert book.non_empty == 1


@pytest.mark.parametrize(
    ("title", "says"), [("[Threaded comment]", "Comment"), ("[Comentario encadenado]", "Comentario")]
)
@pytest.mark.parametrize("with_thread", [True, False])
def test_a_thread_is_kept_once_also_when_only_its_copy_for_older_programs_is_left(
    title: str, says: str, with_thread: bool
) -> None:
    copy = f"{title}\n\nA version: https://go.microsoft.com/fwlink/?linkid=870924\n\n{says}:\n    Ask Rosa first"
    comments = f'<comment ref="A1"><text><t>{copy}</t></text></comment>'
    thread = '<threadedComment ref="A1"><text>Ask Rosa first</text></threadedComment>'
    targets = {"comments": "../comments1.xml"}
    if with_thread:
        targets["threadedComment"] = "../threadedComments/t1.xml"
    data = packed_book(
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
        **{
            "xl/worksheets/_rels/sheet1.xml.rels": relations(**targets),
            "xl/comments1.xml": f'<comments xmlns="{MAIN}"><commentList>{comments}</commentList></comments>',
            "xl/threadedComments/t1.xml": f"<ThreadedComments>{thread}</ThreadedComments>",
        },
    )
    assert [cell.note for cell in read_bytes(data, "a.xlsx").sheets[0].cells] == ["Ask Rosa first"]


def test_values_that_are_no_numbers_stay_the_texts_they_are() -> None:
    data = packed_book(
        '<row r="1"><c r="A1"><v>1_000</v></c><c r="B1" s="0" t="n"><v>NaN</v></c><c r="C1"><v>1e3</v></c></row>'
    )
    assert _texts(data) == {"A1": "1_000", "B1": "NaN", "C1": "1000"}


def test_an_error_no_library_knows_is_read_by_cell() -> None:
    data = packed_book('<row r="1"><c r="A1" t="e"><f>X()</f><v>#SPILL!</v></c><c r="B1" t="s"><v>0</v></c></row>')
    cells = read_bytes(data, "a.xlsx").sheets[0].cells
    assert [(cell.text, cell.kind, cell.formula) for cell in cells] == [
        ("#SPILL!", Kind.ERROR, "=X()"),
        ("Food Bank", Kind.TEXT, ""),
    ]


def _mangled(data: bytes, chance: random.Random) -> bytes:
    """`data` with a few bytes changed, left out, repeated, or made as large as they can be."""
    mangled = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        if not mangled:
            break
        place = chance.randrange(len(mangled))
        change = chance.randrange(4)
        if change == 0:
            mangled[place] = chance.randrange(256)
        elif change == 1:
            del mangled[place : place + chance.randrange(1, 40)]
        elif change == 2:
            mangled[place:place] = mangled[place // 2 : place // 2 + chance.randrange(1, 60)]
        else:
            mangled[place : place + 4] = b"\xff\xff\xff\xff"
    return bytes(mangled)


def test_mangled_files_are_refused_or_let_through_and_nothing_else() -> None:
    seed = 20261124
    chance = random.Random(seed)
    samples = [SOUND]
    if SHARED.is_dir():
        samples += [
            (SHARED / "returned" / name).read_bytes() for name in ("lo_saved.xls", "lo_one_sheet_in_new_book.xlsx")
        ]
    parts = book_parts('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>A1</f></c></row>')
    for number in range(1_500):
        name = chance.choice(list(parts))
        inside = packed(dict(parts) | {name: _mangled(parts[name].encode(), chance)})
        for data in (_mangled(chance.choice(samples), chance), inside):
            try:
                inspect(data, "a.xlsx")
            except NotReadable:
                continue
            except Exception as error:
                raise AssertionError(f"seed {seed}, file {number}") from error


def test_an_old_workbook_with_a_password_asks_for_one_without() -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared sample files are not beside this checkout")
    data = bytearray((SHARED / "returned" / "lo_saved.xls").read_bytes())
    place = data.index(b"\x42\x00\x02\x00")  # the code page; the mark of a password has the same length
    data[place] = 0x2F
    assert _code(bytes(data), "a.xls") == "password"
