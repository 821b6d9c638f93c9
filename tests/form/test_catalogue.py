"""The catalogue: its wording rules, its languages, and that every code the program raises is in it."""

import ast
import re
from pathlib import Path

import pytest

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.form.catalogue import catalogue, quotable, reworded
from mobility_xlsx.form.declaration import languages
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
    words = dict(catalogue(language).entry(code).sample)
    return catalogue(language).problem(code, Place("Ann.xlsx", "Part 2", "B5", words.get("value", "")), **words)


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.!?:;])\s+", text) if sentence]


def test_a_partner_is_asked_what_a_partner_can_answer() -> None:
    def asked(code: str) -> bool:
        return catalogue().asks_partner(sample(code, "en"))

    assert [asked(code) for code in ("name-missing", "unclear-value", "near-wording")] == [True, True, False]
    staff = [code for code in catalogue().codes if catalogue().entry(code).asks == "staff"]
    assert staff
    assert not [code for code in staff if asked(code)]


def test_there_are_at_least_forty_codes() -> None:
    assert len(catalogue().codes) >= 40


@BOTH
def test_no_sentence_has_more_than_25_words_and_no_forbidden_word(language: str) -> None:
    for code in catalogue(language).codes:
        entry, problem = catalogue(language).entry(code), sample(code, language)
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
        assert problem.says.endswith((".", "!", "?")) or "value" in catalogue(language).entry(code).sample, code


@BOTH
def test_explain_says_what_it_means_and_what_to_do(language: str) -> None:
    for code in catalogue(language).codes:
        told = catalogue(language).explain(code)
        assert told.startswith(f"{code}: ")
        assert sample(code, language).fix in told
        assert catalogue(language).entry(code).example in told


def test_languages_differ_and_fill_in_the_same_words() -> None:
    names = re.compile(r"{(\w+)}")
    english = catalogue()
    for language in languages("problems")[1:]:
        for code in english.codes:
            ours, theirs = english.entry(code), catalogue(language).entry(code)
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
        needed = set(re.findall(r"{(\w+)}", catalogue().entry(code).says + catalogue().entry(code).fix))
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


@pytest.mark.parametrize(("language", "word"), [("en", "sheet"), ("es", "hoja")])
def test_what_to_do_in_decisions_names_the_sheet(language: str, word: str) -> None:
    said = (entry.fix for entry in catalogue(language).entries.values())
    assert [fix for fix in said if "Decisions.xlsx" in fix and word not in fix] == []
