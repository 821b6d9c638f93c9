"""The catalogue: its wording rules, its languages, and that every code the program raises is in it."""

import ast
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.form.catalogue import by_place, catalogue, coordinates, quotable, reworded
from mobility_xlsx.form.declaration import languages, load_form
from mobility_xlsx.form.problems import Place, Problem, Severity
from mobility_xlsx.text import fold

PACKAGE = Path(__file__).parents[2] / "mobility_xlsx"
FORBIDDEN = ("invalid", "null", "schema", "enum", "row index", "exception", "parse", "string", "boolean", "inválid")
VERBS = {
    "en": "Accept Add Ask Change Check Choose Clear Close Copy Correct Delete Download Expect Fill Find Give Go Keep "
    "Leave Move Name Open Put Read Remove Replace Save Say Send Settle Shorten Type Unhide Unmerge Unpack Update Use "
    "Wait Write",
    "es": "Abra Acepte Acorte Actualice Agregue Averigue Borre Cambie Cierre Copie Corrija De Decida Deje Descargue "
    "Desempaque Diga Elija Encuentre Envie Escriba Espere Guarde Lea Llene Muestre Mueva Nombre Pida Ponga Pregunte "
    "Quite Reemplace Revise Separe Use",
}
BOTH = pytest.mark.parametrize("language", languages("problems"))


def sample(code: str, language: str) -> Problem:
    words = dict(catalogue(language).entries[code].sample)
    return catalogue(language).problem(code, Place("Ann.xlsx", "Part 2", "B5", words.get("value", "")), **words)


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.!?:;])\s+", text) if sentence]


def test_a_partner_is_asked_what_a_partner_can_answer() -> None:
    def asked(code: str) -> bool:
        return catalogue().asks_partner(sample(code, "en"))

    assert [asked(code) for code in ("name-missing", "unclear-value", "near-wording")] == [True, True, False]
    staff = [code for code in catalogue().codes if catalogue().entries[code].asks == "staff"]
    assert staff
    assert not [code for code in staff if asked(code)]


def test_there_are_at_least_forty_codes() -> None:
    assert len(catalogue().codes) >= 40


@BOTH
def test_no_sentence_has_more_than_25_words_and_no_forbidden_word(language: str) -> None:
    for code in catalogue(language).codes:
        entry, problem = catalogue(language).entries[code], sample(code, language)
        for text in (problem.says, problem.fix, entry.example, entry.explains):
            for sentence in sentences(text):
                assert len(sentence.split()) <= 25, f"{code}: {sentence}"
            assert not [word for word in FORBIDDEN if word in text.casefold()], f"{code}: {text}"


@BOTH
def test_every_fix_begins_with_a_verb_and_has_at_most_15_words(language: str) -> None:
    for code in catalogue(language).codes:
        fix = sample(code, language).fix
        assert len(fix.split()) <= 15, f"{code}: {fix}"
        begins, known = fold(fix.split()[0]), [fold(verb) for verb in VERBS[language].split()]
        assert begins in known or re.sub("l[oa]s?$", "", begins) in known, f"{code}: {fix}"


@BOTH
def test_every_sentence_is_filled_in_by_its_sample(language: str) -> None:
    for code in catalogue(language).codes:
        problem = sample(code, language)
        assert "…" not in problem.says + problem.fix, code
        assert "{" not in problem.says + problem.fix, code
        assert problem.says.endswith((".", "!", "?")) or "value" in catalogue(language).entries[code].sample, code


@BOTH
def test_explain_says_what_it_means_and_what_to_do(language: str) -> None:
    for code in catalogue(language).codes:
        told = catalogue(language).explain(code)
        assert told.startswith(f"{code}: ")
        assert sample(code, language).fix in told
        assert catalogue(language).entries[code].example in told


def test_languages_differ_and_fill_in_the_same_words() -> None:
    names = re.compile(r"{(\w+)}")
    english = catalogue()
    for language in languages("problems")[1:]:
        for code in english.codes:
            ours, theirs = english.entries[code], catalogue(language).entries[code]
            assert ours.says != theirs.says, code
            assert set(names.findall(ours.says)) == set(names.findall(theirs.says)), code
            assert set(names.findall(ours.says_many)) == set(names.findall(theirs.says_many)), code


def called(name: str) -> list[tuple[str, ast.Call]]:
    """Every call of `name` in the package, with the first argument where it is a plain text."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == name:
                place = 1 if name == "Skipped" else 0  # its first word is the file
                found += [(text, node) for text in texts(node.args[place])] if len(node.args) > place else []
    return found


def texts(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    return texts(node.body) + texts(node.orelse) if isinstance(node, ast.IfExp) else []


@pytest.mark.parametrize("record", ["NotReadable", "Remark", "Finding", "Skipped"])
def test_every_code_the_program_raises_is_in_the_catalogue(record: str) -> None:
    raised = {code for code, _ in called(record)}
    assert raised - set(catalogue().codes) == set()


def test_every_code_in_the_catalogue_is_raised_somewhere() -> None:
    said = {"part-by-headings", "part-by-layout"}  # made of the way a part was found
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
    assert set(catalogue().codes) - said == set()


def test_every_refusal_gives_the_words_its_sentence_needs() -> None:
    for code, call in called("NotReadable"):
        needed = set(re.findall(r"{(\w+)}", catalogue().entries[code].says + catalogue().entries[code].fix))
        assert needed <= {str(word.arg) for word in call.keywords}, code


def test_a_file_not_read_becomes_a_problem_of_that_file() -> None:
    problem = catalogue().not_read("budget.xlsx", NotReadable("too-large", size="31"))
    assert (problem.severity, problem.file, problem.cell) == (Severity.NOT_READ, "budget.xlsx", "")
    assert problem.says == "The file is very large (31 MB)."


def test_a_long_value_is_shortened_in_the_sentence_but_kept_whole_in_the_problem() -> None:
    long = "a b c d e f g h i j " * 20
    problem = catalogue().problem("unclear-value", Place("f", "s", "B5", long), value=long, column="Assets")
    assert len(problem.says.split()) <= 25
    assert problem.value == long
    assert quotable("Hope Center") == "Hope Center"


def test_values_with_braces_are_quoted_as_they_are() -> None:
    problem = catalogue().problem("name-unclear", Place("f", "s", "B5", "{0}{x}"))
    assert problem.says == '"{0}{x}" is not a name.'


@pytest.mark.parametrize("language", languages("problems")[1:])
def test_a_problem_reads_the_same_in_another_language_and_back(language: str) -> None:
    ours = catalogue().problem("unclear-value", Place("f", "s", "B5", "??"), value="??", column="Assets")
    theirs = reworded(ours, language)
    assert (theirs.cell, theirs.severity, theirs.fields) == (ours.cell, ours.severity, ours.fields)
    assert theirs.says != ours.says
    assert reworded(theirs, "en") == ours


def test_only_what_is_open_is_asked_of_a_partner() -> None:
    closed = [code for code in catalogue().codes if sample(code, "en").severity.rank in (0, 3)]
    assert {"too-large", "cell-note"} <= set(closed)
    assert not [code for code in closed if catalogue().asks_partner(sample(code, "en"))]
    asked = replace(sample("name-missing", "en"), severity=Severity.FIXED_FOR_YOU)
    assert not catalogue().asks_partner(asked)


def test_explain_tells_a_code_in_these_words() -> None:
    assert catalogue().explain("several-choices") == (
        "several-choices: PLEASE CHECK\n\n"
        "This column takes one answer. The first one counts until you choose; the others are shown beside it.\n\n"
        "You see: More than one Type of organization is given: Philanthropy, Advocacy organization.\n"
        "You do: Keep the one that fits best.\n"
        'Example: Type of organization says "Philanthropy; Advocacy organization".\n'
        "Who can act: the partner who filled it in; it goes into the copy to send back"
    )
    assert catalogue("es").explain("near-wording").splitlines()[-1] == "Quién puede hacer algo: el personal"
    assert '"??"' in catalogue().explain("unclear-value").splitlines()[4]


@pytest.mark.parametrize(
    ("severity", "rank", "english", "spanish"),
    [
        (Severity.NOT_READ, 0, "NOT READ", "NO LEÍDO"),
        (Severity.MUST_FIX, 1, "MUST FIX", "CORREGIR"),
        (Severity.PLEASE_CHECK, 2, "PLEASE CHECK", "REVISAR"),
        (Severity.FIXED_FOR_YOU, 3, "FIXED FOR YOU", "YA CORREGIDO"),
    ],
)
def test_a_severity_has_its_rank_and_its_word(severity: Severity, rank: int, english: str, spanish: str) -> None:
    assert (severity, severity.rank) == (english, rank)
    assert catalogue("en").severity_word(severity) == english
    assert catalogue("es").severity_word(severity) == spanish


def test_a_language_nobody_translated_is_english() -> None:
    assert catalogue("xx").language == "en"
    ours = sample("near-wording", "en")
    assert reworded(ours, "xx") == ours


@pytest.mark.parametrize(
    ("text", "most", "quoted"),
    [
        ("x" * 48, (48, 7), "x" * 48),
        ("x" * 49, (48, 7), "x" * 47 + "…"),
        ("a b c d e f g", (48, 7), "a b c d e f g"),
        ("a b c d e f g h", (48, 7), "a b c d e f g…"),
        ("one\n two", (48, 1), "one…"),
    ],
)
def test_a_quote_has_so_many_characters_and_words_at_most(text: str, most: tuple[int, int], quoted: str) -> None:
    assert quotable(text, most) == quoted
    assert quotable("x" * 48) == "x" * 48
    assert quotable("a b c d e f g h") == "a b c d e f g…"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("hidden-columns", "columns"),
        ("ids-disagree", "ids"),
        ("listed-twice", "other"),
        ("part-missing", "parts"),
        ("two-project-managers", "people"),
        ("hidden-rows", "rows"),
        ("invite-as-differs", "said"),
        ("types-differ", "types"),
        ("several-choices", "values"),
    ],
)
def test_several_things_named_in_a_row_have_more_room_than_a_quote(code: str, name: str) -> None:
    sixteen, letters = " ".join("abcdefghijklmnop"), "y" * 110
    for fits, too_long in ((sixteen, sixteen + " q"), (letters, letters + "y")):
        assert fits in catalogue().problem(code, Place("f"), **{name: fits}).says
        says = catalogue().problem(code, Place("f"), **{name: too_long}).says
        assert too_long not in says
        assert fits[:100].rstrip() in says or fits + "…" in says


def test_what_is_found_once_is_said_of_one_cell() -> None:
    def says(**count: str) -> str:
        return catalogue().problem("near-wording", Place("f"), wording="Staf", label="Staff", **count).says

    assert says() == says(count="1") == '"Staf" was read as "Staff".'
    assert says(count="2") == '"Staf" was read as "Staff" in 2 cells.'


def test_words_nobody_gave_are_an_ellipsis_and_those_of_the_place_are_known() -> None:
    place = Place("Ann.xlsx", "Part 2", "B5", "TBD")
    problem = catalogue().problem("several-choices", place, "Staff", column="Type")
    assert (problem.says, problem.suggestion) == ("More than one Type is given: ….", "Staff")
    assert (problem.place, problem.fields) == (place, (("column", "Type"),))
    assert catalogue().problem("name-unclear", place).says == '"TBD" is not a name.'
    with pytest.raises(KeyError):
        catalogue().problem("no-such-code", place)


def test_labels_headings_and_sheets_are_told_in_the_language_of_the_form() -> None:
    spanish = load_form("inventory", "es")
    label = spanish.vocabulary("types").label("philanthropy").shown
    also = (Place("Ann.xlsx", "Part 2", "C6", "x"),)
    near = catalogue().problem("near-wording", Place("f"), "Philanthropy", wording="Staff x", label="Philanthropy")
    theirs = reworded(replace(near, also=also), "es")
    assert (theirs.says, theirs.suggestion) == (f'"Staff x" se leyó como "{label}".', label)
    assert (theirs.also, theirs.fields) == (also, near.fields)
    unclear = catalogue().problem("unclear-value", Place("f"), value="??", column="Type of organization")
    assert reworded(unclear, "es").says == f'"??" bajo {spanish.part("part2").column("type").title} no dice cuál.'
    sheet = load_form().part("part2").sheet
    double = catalogue().problem("also-in-part", Place("f"), name="Hope", part=sheet, other="B5")
    assert reworded(double, "es").says == f'"Hope" también está en {spanish.part("part2").sheet}, en B5.'


def test_spanish_has_words_of_its_own_for_all_a_code_says() -> None:
    for code in catalogue().codes:
        ours, theirs = catalogue().entries[code], catalogue("es").entries[code]
        assert (ours.about, ours.severity, ours.asks) == (theirs.about, theirs.severity, theirs.asks)
        assert bool(ours.says_many) == bool(theirs.says_many)
        same = [key for key in ("says", "fix", "example", "explains") if getattr(ours, key) == getattr(theirs, key)]
        assert same == [], code
        assert set(ours.sample) == set(theirs.sample)


@pytest.mark.parametrize(
    ("cell", "place"), [("B12", (12, 2)), ("AB3", (3, 28)), ("A1", (1, 1)), ("", (0, 0)), ("B", (0, 0))]
)
def test_an_address_is_a_row_and_a_column(cell: str, place: tuple[int, int]) -> None:
    assert coordinates(cell) == place


def test_problems_stand_by_file_sheet_row_and_column_then_the_worst_first() -> None:
    def at(file: str, sheet: str, cell: str, code: str = "unclear-value") -> Problem:
        return catalogue().problem(code, Place(file, sheet, cell))

    ordered = [
        at("a.xlsx", "", ""),
        at("a.xlsx", "Two", "Z2"),
        at("a.xlsx", "Two", "AA2"),
        at("a.xlsx", "Two", "A10"),
        at("a.xlsx", "One", ""),
        at("a.xlsx", "One", "B1", "name-missing"),
        at("a.xlsx", "One", "B1", "needed-blank"),
        at("a.xlsx", "One", "B1", "unclear-value"),
        at("a.xlsx", "One", "B1", "near-wording"),
        at("a.xlsx", "Elsewhere", "A1"),
        at("a.xlsx", "Nowhere", "A1"),
        at("b.xlsx", "", ""),
    ]
    sheets = {("a.xlsx", "Two"): 0, ("a.xlsx", "One"): 1}
    assert list(by_place(reversed(ordered), sheets)) == ordered


def test_a_sentence_that_ends_with_a_question_ends_once() -> None:
    problem = catalogue().problem("several-choices", Place("f"), column="Type", values="How well do you know them?")
    assert problem.says == "More than one Type is given: How well do you know them?"
    words = {"wording": "often?.", "column": "How well do you know them?", "count": "2"}
    said = catalogue().problem("own-words", Place("f"), **words).says
    assert said == '"often?." is not on the list for How well do you know them? It stands in 2 cells.'


@pytest.mark.parametrize(("language", "word"), [("en", "sheet"), ("es", "hoja")])
def test_what_to_do_in_decisions_names_the_sheet(language: str, word: str) -> None:
    said = (entry.fix for entry in catalogue(language).entries.values())
    assert [fix for fix in said if "Decisions.xlsx" in fix and word not in fix] == []
