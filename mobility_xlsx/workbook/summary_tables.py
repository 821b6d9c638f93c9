"""Tables of Summary.xlsx about what came back: who answered, problems, inventory, names to tell apart, sources."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from mobility_xlsx.coalition.labels import KEEP_INFORMED
from mobility_xlsx.coalition.records import Organization
from mobility_xlsx.form.decisions import DECISIONS
from mobility_xlsx.form.problems import Severity
from mobility_xlsx.workbook.results import (
    KIND_WORDS,
    NOT_READ,
    NOT_YET,
    READ,
    SKIPPED,
    Results,
    ReturnStatus,
    told_reply,
)
from mobility_xlsx.workbook.summary_sheets import CellValue, Head, LinkedText, SheetTable, Styled, sheet_link
from mobility_xlsx.workbook.summary_story import plural

STATUS_WORDS = {
    "read": "Read",
    "not read": "Could not be read",
    "not the form": "Not the form",
    "skipped": "Skipped",
    "not yet": "Not yet",
}
SEVERITY_STYLES = {
    Severity.NOT_READ: "bad",
    Severity.MUST_FIX: "bad",
    Severity.PLEASE_CHECK: "",
    Severity.FIXED_FOR_YOU: "good",
}
CONTAINERS = (".zip/", ".eml/", ".msg/")


class SourcesSheet(Struct, frozen=True):
    """The Sources sheet, and the row in which each organization begins there."""

    table: SheetTable
    first: Mapping[str, int]


def file_link(text: str, file: str, sheet: str = "", cell: str = "") -> CellValue:
    """A link to a cell of a returned file; plain text where the file lies inside a mail or a zip."""
    inside = any(container in file.lower() for container in CONTAINERS)
    if (
        not file
        or inside
        or any(char in file for char in "#[]*?\n\"'")
        or "'" in sheet
        or file.lower().endswith(".csv")
    ):
        return text
    anchor = f"#'{sheet}'!{cell}" if sheet and cell and file.lower().endswith((".xlsx", ".xlsm")) else ""
    folder = "../" if file == DECISIONS else "../returned/"
    return LinkedText(text, f"external:{folder}{file}{anchor}")


def answered(results: Results) -> SheetTable:
    """One row a file, then who has not returned one."""
    rows = []
    for one in results.returned:
        word = STATUS_WORDS.get(one.status, one.status)
        status: CellValue = Styled(word, "bad") if one.status not in (READ, SKIPPED) else file_link(word, one.file)
        correct: CellValue = one.to_correct if one.to_correct else ("nothing" if one.status == READ else "")
        rows.append(
            (
                one.name,
                one.organization,
                one.email,
                status,
                correct,
                one.received,
                one.file,
                one.why or one.sent_back,
            )
        )
    return SheetTable(
        "Who answered",
        "Who answered",
        _counted(results.returned),
        (
            Head("Name", 24, "plain bold"),
            Head("Organization", 30),
            Head("Email", 34),
            Head("Workbook", 16),
            Head("To correct", 11, "plain center"),
            Head("Received", 13),
            Head("File", 28),
            Head("More", 34),
        ),
        tuple(rows),
        empty="No workbook has come back yet.",
    )


def _counted(returned: Sequence[ReturnStatus]) -> str:
    """How many workbooks were read, how many could not be, and how many have not come back."""
    count = Counter(one.status for one in returned)
    refused = f" {plural(count[NOT_READ], 'file')} could not be read." if count[NOT_READ] else ""
    missing = f" {plural(count[NOT_YET], 'person', 'people')} did not answer yet." if count[NOT_YET] else ""
    return f"{plural(count[READ], 'workbook')} read.{refused}{missing}"


def problems(results: Results) -> SheetTable:
    """One row a problem, the worst first, then in the order of the files and cells."""
    rows: list[tuple[CellValue, ...]] = []
    for problem in sorted(results.problems, key=lambda problem: problem.severity.rank):
        place = file_link(problem.cell, problem.file, problem.sheet, problem.cell)
        severity = Styled(str(problem.severity), SEVERITY_STYLES.get(problem.severity, ""))
        also = f" (and {len(problem.also)} more)" if problem.also else ""
        rows.append((severity, problem.file, problem.sheet, place, problem.value, problem.says + also, problem.fix))
    copies = any(one.to_correct for one in results.returned)
    asked = " The copies in to-send-back ask each partner about theirs." if copies else ""
    return SheetTable(
        "Problems",
        "Problems",
        f"{plural(len(rows), 'problem')}.{asked}",
        (
            Head("How much it matters", 17),
            Head("File", 26),
            Head("Sheet", 20),
            Head("Cell", 9),
            Head("What stands there", 24),
            Head("What we found", 36),
            Head("What to do", 36),
        ),
        tuple(rows),
        empty="No problems: everything could be read as it is.",
        names=0,
    )


def inventory(results: Results, listed: SourcesSheet) -> SheetTable:
    """One row an organization, every attribute, how many named it, a link to its sources."""
    names = {one.id: one.name for one in results.inventory.organizations}
    places = _places(results)
    rows: list[tuple[CellValue, ...]] = []
    for one in results.inventory.organizations:
        people = {mention.respondent for mention in one.mentions}
        where = sheet_link(plural(len(one.mentions), "place"), "Sources", f"A{listed.first.get(one.id, 5)}")
        also = "\n".join(one.also_known_as)
        if one.part_of:
            also = "\n".join(filter(None, (also, f"part of {names.get(one.part_of, one.part_of)}")))
        lists = ("\n".join(texts) for texts in (one.populations, one.domains, one.assets, one.strengths))
        rows.append((one.name, also, _types(one), *lists, one.stance, len(people), places.get(one.id, ""), where))
    return SheetTable(
        "Inventory",
        "Inventory",
        f"{plural(len(rows), 'organization')}, each once. Filter and sort with the arrows.",
        (
            Head("Organization", 27, "plain bold"),
            Head("Also known as", 19),
            Head("Type", 14),
            Head("Target populations served", 23),
            Head("Domains of work", 19),
            Head("Assets", 23),
            Head("Strengths", 17),
            Head("Stance", 9),
            Head("Named by", 8.5, "plain center"),
            Head("Shortlist", 12),
            Head("Sources", 10.5),
        ),
        tuple(rows),
        hint="Where people gave different types, all are shown; the first counts.",
        empty="No organization has been named yet.",
    )


def _types(one: Organization) -> str:
    return "\n".join(dict.fromkeys(filter(None, (one.type, *one.types))))


def _places(results: Results) -> dict[str, str]:
    found = results.shortlist
    if found is None:
        return {}
    places = {one.id: "Left out" for one in found.left_out}
    places |= {one.id: KEEP_INFORMED for one in found.keep_informed}
    places |= {
        one.id: told_reply(results.declines[one.id].reply) for one in found.declined if one.id in results.declines
    }
    return places | {pick.id: "On the list" for pick in found.picks}


def same(results: Results) -> SheetTable:
    """The questions still open, the most telling first, and what staff have settled."""
    rows = [
        ("\n".join(one.names), one.reason, "Please answer in Decisions.xlsx") for one in results.inventory.questions
    ]
    words = {"same": "Same", "different": "Different", "part_of": "Part of"}
    rows += [("\n".join(one.names), "You decided", words[one.answer]) for one in results.decisions.same]
    return SheetTable(
        "Same organization",
        "Same organization?",
        f"{plural(len(results.inventory.questions), 'question')} open. We join nothing we are not sure of.",
        (Head("Names", 60, "plain bold"), Head("Why we ask", 60), Head("Where it stands", 32)),
        tuple(rows),
        hint="Answer on the sheet of the same name in Decisions.xlsx; the answer holds for every later run.",
        empty="No names look like one organization twice.",
    )


def notes(results: Results) -> SheetTable:
    """What people wrote beside the lines of Part 1, where no list says it: which group, what else, how it is meant."""
    people = results.people
    rows = [
        (
            one.label,
            KIND_WORDS[one.kind],
            one.text,
            "Yes" if one.chosen else "",
            people.get(one.respondent, one.respondent),
            one.source.file,
            file_link(one.source.cell, one.source.file, one.source.sheet, one.source.cell),
        )
        for one in results.beside
    ]
    heads = (
        Head("Line of Part 1", 36, "plain bold"),
        Head("List", 17),
        Head("What was written", 50),
        Head("Chosen", 9, "plain center"),
        Head("By", 20),
        Head("File", 26),
        Head("Cell", 8),
    )
    says = "What people wrote beside the lines of Part 1. Read it when you agree on what the coalition is to do."
    hint = (
        'No organization can be said to meet "Other"; a line of Part 1 that comes near can be added on the sheet Needs.'
    )
    return SheetTable("Notes", "Notes", says, heads, tuple(rows), hint, "Nobody wrote anything beside a line.")


def sources(results: Results) -> SourcesSheet:
    """One row a mention, in the order of the inventory."""
    people = results.people
    rows: list[tuple[CellValue, ...]] = []
    first: dict[str, int] = {}
    for one in results.inventory.organizations:
        first[one.id] = 5 + len(rows)
        for mention in one.mentions:
            source = mention.source
            cell = file_link(source.cell, source.file, source.sheet, source.cell)
            said = "; ".join(dict.fromkeys(said.text for said in mention.said if said.field != "name"))
            person = people.get(mention.respondent, mention.respondent)
            rows.append((one.name, mention.name, person, source.file, source.sheet, cell, said))
    table = SheetTable(
        "Sources",
        "Sources",
        f"{plural(len(rows), 'mention')}: who named what, where. Links open the returned workbook at the cell.",
        (
            Head("Organization", 34, "plain bold"),
            Head("As it was written", 30),
            Head("By", 20),
            Head("File", 24),
            Head("Sheet", 19),
            Head("Cell", 8),
            Head("What was said", 46),
        ),
        tuple(rows),
        empty="No organization has been named yet.",
    )
    return SourcesSheet(table, first)
