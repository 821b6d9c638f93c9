"""The declaration is read strictly: what it does not know, it names with its place."""

from pathlib import Path

import pytest

from mobility_xlsx.errors import BadTemplate
from mobility_xlsx.form.declaration import languages, load_form, template_folder

HEAD = 'key = "k"\ntitle = "T"\nedition = "1"\n'
LIST = '[[vocabularies]]\nkey = "v"\nlabels = [ { key = "a", text = "A" } ]\n'
PART = '[[parts]]\nkey = "p"\nsheet = "P"\ntitle = "P"\nlayout = "table"\n'
COLUMN = '[[parts.columns]]\nkey = "c"\ntitle = "C"\nkind = "text"\n'
WHOLE = HEAD + LIST + PART + COLUMN


def load(tmp_path: Path, text: str) -> object:
    (tmp_path / "k.toml").write_text(text, encoding="utf-8")
    return load_form("k", "en", tmp_path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("key = ", r"k\.toml: "),
        (WHOLE + "widht = 3\n", r"k\.toml > parts 1 > columns 1: unknown key 'widht'"),
        ("colour = 1\n" + WHOLE, r"k\.toml: unknown key 'colour'"),
        (HEAD.replace('title = "T"\n', "") + LIST + PART + COLUMN, r"k\.toml: .*'title'"),
        (WHOLE.replace('"table"', '"grid"'), r"parts > p > layout: 'grid' is none of form, checklist, table"),
        (WHOLE.replace('"text"', '"words"'), r"p > c > kind: 'words' is none of"),
        (WHOLE + 'vocabulary = "w"\n', r"p > vocabulary: 'w' is none of v"),
        (WHOLE + '[[parts.checks]]\nrule = "must"\ncolumns = ["c"]\nsays = "!"\n', r"checks > rule: 'must'"),
        (WHOLE + '[[parts.checks]]\nrule = "needs"\ncolumns = ["d"]\nsays = "!"\n', r"checks > columns: 'd'"),
        (WHOLE + 'width = "wide"\n', r"columns 1 > width: 'wide' is not the right kind"),
        (WHOLE + 'aliases = "one"\n', r"columns 1 > aliases: a list was expected"),
        (WHOLE + "aliases = [1]\n", r"^k\.toml > parts 1 > columns 1 > aliases 1: 1 is not the right kind of value\.$"),
        (WHOLE.replace(PART, PART + 'bands = "w"\n'), r"^k\.toml > parts > p > vocabulary: 'w' is none of v\.$"),
        (
            WHOLE + '[[parts.blocks]]\nvocabulary = "w"\ntitle = "B"\nlabel_title = "L"\n',
            r"^k\.toml > parts > p > vocabulary: 'w' is none of v\.$",
        ),
        (HEAD + "vocabularies = [1]\nparts = []\n", r"^k\.toml > vocabularies 1: a table was expected\.$"),
        (HEAD + "parts = [1]\nvocabularies = []\nwords = 3\n", r"^k\.toml > parts 1: a table was expected\.$"),
        (WHOLE + "ours = 1\n", r"columns 1 > ours: 1 is not the right kind of value"),
    ],
)
def test_a_slip_in_the_declaration_is_named_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadTemplate, match=says):
        load(tmp_path, text)


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadTemplate, match=r"other\.toml is missing"):
        load_form("other", "en", tmp_path)


def test_a_new_column_is_one_entry_of_the_declaration(tmp_path: Path) -> None:
    source = (template_folder() / "inventory.toml").read_text(encoding="utf-8")
    column = '[[parts.columns]]\nkey = "phone"\ntitle = "Phone"\nkind = "text"\n\n'
    (tmp_path / "inventory.toml").write_text(
        source.replace("[[parts.checks]]", column + "[[parts.checks]]", 1), "utf-8"
    )
    part = load_form("inventory", "en", tmp_path).part("part2")
    assert [one.title for one in part.columns][-1] == "Phone"


def test_a_width_may_be_a_whole_number_and_example_values_are_lists(tmp_path: Path) -> None:
    example = '[[parts.examples]]\nvalues = { c = ["one", "two"] }\n'
    form = load_form("k", "en", _written(tmp_path, WHOLE + "width = 7\n" + example))
    assert form.part("p").column("c").width == 7
    assert dict(form.part("p").examples[0].values) == {"c": ("one", "two")}


def _written(tmp_path: Path, text: str) -> Path:
    (tmp_path / "k.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_languages_of_a_form_are_those_it_has_a_file_for(tmp_path: Path) -> None:
    for name in ("k.toml", "k.fr.toml", "k.es.toml", "other.de.toml", "k.it.txt", "k.de.old.toml", "README"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert languages("k", tmp_path) == ("en", "es", "fr")
    assert languages("k2", tmp_path) == ("en",)


def test_what_a_declaration_leaves_out_adds_nothing(tmp_path: Path) -> None:
    form = load_form("k", "en", _written(tmp_path, WHOLE))
    part, label = form.part("p"), form.vocabulary("v").label("a")
    column = part.column("c")
    assert (part.lines, part.room, column.width) == (1, 0, 20)  # one line a row, and room for none
    assert not any((column.ours, column.given, label.fill_in, label.added, label.value))
