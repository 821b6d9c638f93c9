"""The plain tables of Summary.xlsx: who answered, problems, inventory, shortlist, gaps, changes, figures, sources."""

from collections.abc import Mapping
from dataclasses import dataclass

from mobility_xlsx.coalition.records import Organization
from mobility_xlsx.form.problems import Severity
from mobility_xlsx.metrics import Figure
from mobility_xlsx.workbook.results import KIND_WORDS, READ, Results
from mobility_xlsx.workbook.summary_sheets import Head, Link, Styled, Table, Value, sheet_link
from mobility_xlsx.workbook.summary_story import checklist, plural

STATUS_WORDS = {"read": "Read", "not read": "Could not be read", "skipped": "Skipped", "not yet": "Not yet"}
SEVERITY_STYLES = {
    Severity.NOT_READ: "bad",
    Severity.MUST_FIX: "bad",
    Severity.PLEASE_CHECK: "",
    Severity.FIXED_FOR_YOU: "good",
}
PLACES = {"every": "In every smallest list", "some": "In some smallest lists", "none": "In no smallest list"}
CONTAINERS = (".zip/", ".eml/", ".msg/")


@dataclass(frozen=True, slots=True)
class Listed:
    """The Sources sheet, and the row in which each organization begins there."""

    table: Table
    first: Mapping[str, int]


def file_link(text: str, file: str, sheet: str = "", cell: str = "") -> Value:
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
    return Link(text, f"external:../returned/{file}{anchor}")


def answered(results: Results) -> Table:
    """One row a file, then who has not returned one."""
    rows = []
    for one in results.returned:
        status: Value = STATUS_WORDS.get(one.status, one.status)
        if one.status not in (READ, "skipped"):
            status = Styled(str(status), "bad")
        correct: Value = one.to_correct if one.to_correct else ("nothing" if one.status == READ else "")
        rows.append(
            (
                one.name,
                one.organization,
                one.email,
                status,
                correct,
                one.received,
                file_link(one.file, one.file),
                one.why or one.sent_back,
            )
        )
    read = sum(one.status == READ for one in results.returned)
    return Table(
        "Who answered",
        "Who answered",
        f"{plural(read, 'workbook')} read, of {plural(len(results.returned), 'line')} here.",
        (
            Head("Name", 24, "plain bold"),
            Head("Organization", 30),
            Head("Email", 28),
            Head("Workbook", 16),
            Head("To correct", 11, "plain center"),
            Head("Received", 13),
            Head("File", 28),
            Head("More", 34),
        ),
        tuple(rows),
        empty="No workbook has come back yet.",
    )


def problems(results: Results) -> Table:
    """One row a problem, in the order of the files and cells."""
    rows: list[tuple[Value, ...]] = []
    for problem in results.problems:
        place = file_link(problem.cell, problem.file, problem.sheet, problem.cell)
        severity = Styled(str(problem.severity), SEVERITY_STYLES.get(problem.severity, ""))
        also = f" (and {len(problem.also)} more)" if problem.also else ""
        rows.append((severity, problem.file, problem.sheet, place, problem.value, problem.says + also, problem.fix))
    return Table(
        "Problems",
        "Problems",
        f"{plural(len(rows), 'line')}. The copies in to-send-back ask each partner about theirs.",
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


def inventory(results: Results, listed: Listed) -> Table:
    """One row an organization, every attribute, how many named it, a link to its sources."""
    names = {one.id: one.name for one in results.inventory.organizations}
    places = _places(results)
    rows: list[tuple[Value, ...]] = []
    for one in results.inventory.organizations:
        people = {mention.respondent for mention in one.mentions}
        where = sheet_link(plural(len(one.mentions), "place"), "Sources", f"A{listed.first.get(one.id, 5)}")
        also = "\n".join(one.also_known_as)
        if one.part_of:
            also = "\n".join(filter(None, (also, f"part of {names.get(one.part_of, one.part_of)}")))
        lists = ("\n".join(texts) for texts in (one.populations, one.domains, one.assets, one.strengths))
        rows.append((one.name, also, _types(one), *lists, one.stance, len(people), places.get(one.id, ""), where))
    return Table(
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
    places |= {one.id: "Keep informed" for one in found.keep_informed}
    return places | {pick.id: "On the list" for pick in found.picks}


def same(results: Results) -> Table:
    """The questions still open, the most telling first, and what staff have settled."""
    rows = [
        ("\n".join(one.names), one.reason, "Please answer in Decisions.xlsx") for one in results.inventory.questions
    ]
    words = {"same": "Same", "different": "Different", "part_of": "Part of"}
    rows += [("\n".join(one.names), "You decided", words[one.answer]) for one in results.decisions.same]
    return Table(
        "Same organization",
        "Same organization?",
        f"{plural(len(results.inventory.questions), 'question')} open. We join nothing we are not sure of.",
        (Head("Names", 60, "plain bold"), Head("Why we ask", 60), Head("Where it stands", 32)),
        tuple(rows),
        hint="Answer on the sheet of the same name in Decisions.xlsx; the answer holds for every later run.",
        empty="No names look like one organization twice.",
    )


def shortlist(results: Results) -> Table:
    """Picks with their reasons, then who comes next, who is kept informed, who staff left out."""
    found = results.shortlist
    rows: list[tuple[Value, ...]] = []
    steady, steps = dict(results.steady), {step.id: step.says for step in results.steps_in}
    told = [*found.costs, *found.notes, results.unopposed] if found else []
    if found is not None:
        for pick in found.picks:
            where = "\n".join(filter(None, (PLACES.get(pick.place, ""), _steady(steady.get(pick.id, "")))))
            opposes = "May oppose" if pick.may_oppose else ""
            rows.append(
                (
                    Styled("On the list", "good"),
                    pick.name,
                    pick.why,
                    "\n".join(pick.only_one_for),
                    where,
                    steps.get(pick.id, ""),
                    opposes,
                )
            )
        for words, passed in (
            ("Next best", found.next_best),
            ("Keep informed", found.keep_informed),
            ("Left out", found.left_out),
        ):
            for one in passed:
                opposes = "May oppose" if one.may_oppose else ""
                rows.append((words, one.name, one.why, "", PLACES.get(one.place, ""), "", opposes))
    return Table(
        "Shortlist",
        "Shortlist of critical partners",
        found.says if found else "Nobody has chosen a need in Part 1 yet.",
        (
            Head("List", 14),
            Head("Organization", 30, "plain bold"),
            Head("Why", 38),
            Head("Only one for", 24),
            Head("How sure", 18),
            Head("If they decline", 26),
            Head("Stance", 9),
        ),
        tuple(rows),
        hint=" ".join(found.costs)
        if found and found.costs
        else "Overrule it on the sheet Shortlist of Decisions.xlsx.",
        empty="There is no shortlist yet.",
        names=2,
    )


def _steady(word: str) -> str:
    return f"{word.capitalize()} picked when the weights vary" if word else ""


def gaps(results: Results) -> Table:
    """Needs nobody meets, needs that hang on one partner, and where to look."""
    rows: list[tuple[Value, ...]] = []
    found = results.shortlist
    if found is not None:
        for gap in found.gaps:
            look_in = "\n".join(gap.sectors), "\n".join(gap.predictors)
            rows.append((gap.need.label, KIND_WORDS[gap.need.kind], Styled("Nobody", "bad"), *look_in, gap.says))
        for need in found.unmet:
            says = "Somebody meets it, but not on this list."
            rows.append((need.label, KIND_WORDS[need.kind], "Not on the list", "", "", says))
    for need in results.needs:
        only = results.covered_by(need)
        if len(only) == 1:
            says = f"Only {only[0].name} meets it."
            rows.append((need.label, KIND_WORDS[need.kind], "One only", only[0].type, "", says))
    return Table(
        "Gaps",
        "Gaps",
        "Needs that nobody in the inventory meets, and needs that hang on one organization.",
        (
            Head("Need", 40, "plain bold"),
            Head("List", 17),
            Head("Met by", 15),
            Head("Sectors to look in", 26),
            Head("Predictors next to it", 26),
            Head("What to do", 34),
        ),
        tuple(rows),
        empty="Every need is met by two organizations or more.",
    )


def checked(results: Results) -> Table:
    """The five points with what the data tell, then the plan for the first meetings."""
    rows: list[tuple[Value, ...]] = [
        ("Checklist", check.label, Styled("Yes", "good") if check.done else "", check.told, check.note)
        for check in checklist(results)
    ]
    rows += [
        ("First meetings", step.label, "", step.what, " · ".join(filter(None, (step.who, step.when))))
        for step in results.plan
    ]
    return Table(
        "Checklist",
        "Checklist",
        "Before you move on, and the plan for the first meetings. Tick points off in Decisions.xlsx.",
        (
            Head("List", 16),
            Head("Point", 40, "plain bold"),
            Head("Done?", 9, "plain center"),
            Head("What your data tell", 52),
            Head("Note", 38),
        ),
        tuple(rows),
        names=2,
    )


def changed(results: Results) -> Table:
    """What is not as it was in the run before, and decisions whose subject is gone."""
    rows = [(change.about, change.says) for change in results.changes]
    rows += [("Decisions", says) for says in results.gone]
    since = f" of {results.since}" if results.since else ""
    return Table(
        "What changed",
        "What changed",
        f"Compared with the run before{since}.",
        (Head("About", 18, "plain bold"), Head("What changed", 130)),
        tuple(rows),
        empty="Nothing, or this is the first run.",
    )


def figures(results: Results) -> Table:
    """The community's figures in words, with quality, and whether they may stand in letters."""
    found = results.metrics
    rows = tuple(_figure(one, one == found.striking) for one in found.figures) if found else ()
    lead = "No metrics file is named in Settings of Decisions.xlsx."
    if found is not None:
        year = found.year or "year not given: write it in Settings"
        lead = f"{found.place}, from {found.file} ({year})." if found.place else found.remark
    return Table(
        "Metrics",
        "Mobility Metrics",
        lead,
        (
            Head("Predictor", 32, "plain bold"),
            Head("What your figures say", 66),
            Head("Beside the others in the file", 26),
            Head("Quality", 15),
            Head("In letters", 20),
        ),
        rows,
        hint="Urban Institute, Boosting Upward Mobility. Figures with serious issues are never quoted." if rows else "",
        empty="Name the file and your place on the sheet Settings of Decisions.xlsx.",
    )


def _figure(figure: Figure, proposed: bool) -> tuple[Value, ...]:
    use: Value = "Can be quoted" if figure.quotable else "Do not quote"
    if proposed:
        use = Styled("Proposed", "good")
    worse = figure.worse_than
    beside = "" if worse is None else f"{round(worse * 100)} percent of them do better"
    return figure.predictor, figure.says, beside, figure.quality, use


def sources(results: Results) -> Listed:
    """One row a mention, in the order of the inventory."""
    people = results.people
    rows: list[tuple[Value, ...]] = []
    first: dict[str, int] = {}
    for one in results.inventory.organizations:
        first[one.id] = 5 + len(rows)
        for mention in one.mentions:
            source = mention.source
            cell = file_link(source.cell, source.file, source.sheet, source.cell)
            said = "; ".join(dict.fromkeys(said.text for said in mention.said if said.field != "name"))
            person = people.get(mention.respondent, mention.respondent)
            rows.append((one.name, mention.name, person, source.file, source.sheet, cell, said))
    table = Table(
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
    return Listed(table, first)
