"""The coverage matrix with live formulas: set a partner's In? to No and the uncovered needs change at once."""

from mobility_xlsx.coalition.records import Need, meets
from mobility_xlsx.form.answers import column_letters
from mobility_xlsx.text import shortened
from mobility_xlsx.workbook import look
from mobility_xlsx.workbook.lettering import lines
from mobility_xlsx.workbook.results import KIND_WORDS, Results
from mobility_xlsx.workbook.summary_sheets import Leaf, LiveFormula, Paper
from mobility_xlsx.workbook.summary_story import MatrixColumn, columns

MEETS = "●"
FIRST_COLUMN = 5  # of the partners; before it: need, list, met by, status
HEAD_ROW, IN_ROW, FIRST_ROW = 4, 5, 6
ONE_PAGE = 45  # needs that print on one page
LONGEST = 80  # letters of a name that its narrow heading shows, on two lines
NOBODY, ONE, GOOD = "Nobody", "One only", "OK"


def write_coverage(book: Paper, results: Results) -> None:
    """Needs × partners with live counts; organizations beside the shortlist stand ready with In? set to No."""
    partners, needs = columns(results), results.needs
    widths = (44.0, 17.0, 9.0, 12.0, *(6.0 for _ in partners))
    leaf = book.sheet("Coverage", "Coverage", widths)
    if not partners or not needs:
        leaf.lead("Once needs are chosen and organizations named, this sheet shows who meets what.")
        return
    last = FIRST_ROW + len(needs) - 1
    _heads(leaf, partners)
    for row, need in enumerate(needs, FIRST_ROW):
        _need(leaf, row, need, partners)
    unmet = sum(not _often(need, partners) for need in needs)
    status = f"D{FIRST_ROW}:D{last}"
    count = f'COUNTIF({status},"{NOBODY}")'
    every, some = "Every need is met.", f" of {len(needs)} needs are met by nobody on the list."
    one = "1" + some.replace(" are ", " is ")
    value = every if not unmet else one if unmet == 1 else f"{unmet}{some}"
    told = LiveFormula(f'=IF({count}=0,"{every}",IF({count}=1,"{one}",{count}&"{some}"))', value)
    leaf.sheet.set_row(1, look.LEAD_HEIGHT)
    leaf.put(2, 1, told, "lead bold")
    leaf.put(
        3,
        1,
        "Change In? to No or Yes: counts and words follow at once. Decide in Decisions.xlsx, sheet Shortlist.",
        "hint",
    )
    _rules(leaf, book, last, len(partners))
    leaf.sheet.freeze_panes(IN_ROW, 4)
    leaf.sheet.repeat_rows(HEAD_ROW - 1, IN_ROW - 1)
    if len(needs) <= ONE_PAGE:
        leaf.sheet.fit_to_pages(1, 1)
    leaf.sheet.print_area(0, 0, last - 1, len(widths) - 1)


def _heads(leaf: Leaf, partners: tuple[MatrixColumn, ...]) -> None:
    longest = max(len(one.organization.name) for one in partners)
    leaf.sheet.set_row(HEAD_ROW - 1, min(260, max(90, 5.6 * min(longest, 44) + 14)))
    for i, title in enumerate(("Need", "List", "Met by", ""), 1):
        leaf.put(HEAD_ROW, i, title, "heading")
        leaf.put(IN_ROW, i, "In?" if i == 4 else "", "label")
    for i, one in enumerate(partners, FIRST_COLUMN):
        name = shortened(one.organization.name, LONGEST)
        leaf.put(HEAD_ROW, i, name, "heading upright" if one.chosen else "heading plum upright")
        leaf.put(IN_ROW, i, "Yes" if one.chosen else "No", "input boxed center")
    box = (IN_ROW - 1, FIRST_COLUMN - 1, IN_ROW - 1, FIRST_COLUMN + len(partners) - 2)
    leaf.sheet.data_validation(
        *box,
        {
            "validate": "list",
            "source": ["Yes", "No"],
            "input_title": "In?",
            "input_message": "Yes counts this partner, No leaves it out. Only to try things out.",
            "show_error": True,
            "error_title": "Yes or No",
            "error_message": "Choose Yes or No.",
        },
    )


def _need(leaf: Leaf, row: int, need: Need, partners: tuple[MatrixColumn, ...]) -> None:
    end = column_letters(FIRST_COLUMN + len(partners) - 1)
    start = column_letters(FIRST_COLUMN)
    often = _often(need, partners)
    line = f"{start}{row}:{end}{row}"
    counted = f'=SUMPRODUCT(({start}${IN_ROW}:{end}${IN_ROW}="Yes")*({line}="{MEETS}"))'
    words = f'=IF(C{row}=0,"{NOBODY}",IF(C{row}=1,"{ONE}","{GOOD}"))'
    leaf.sheet.set_row(row - 1, look.height(lines(need.label, 44, look.SIZE, True)))
    leaf.put(row, 1, need.label, "plain bold")
    leaf.put(row, 2, KIND_WORDS[need.kind], "plain")
    leaf.put(row, 3, LiveFormula(counted, often), "plain center")
    leaf.put(row, 4, LiveFormula(words, NOBODY if not often else ONE if often == 1 else GOOD), "plain")
    for i, one in enumerate(partners, FIRST_COLUMN):
        leaf.put(row, i, MEETS if meets(one.organization, need) else "", "plain center")


def _often(need: Need, partners: tuple[MatrixColumn, ...]) -> int:
    return sum(one.chosen and meets(one.organization, need) for one in partners)


def _rules(leaf: Leaf, book: Paper, last: int, partners: int) -> None:
    """Colors that follow the formulas; the words beside them say the same."""
    status = (FIRST_ROW - 1, 3, last - 1, 3)
    for word, rule in ((NOBODY, "bad"), (GOOD, "good")):
        leaf.sheet.conditional_format(
            *status, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": book.rule(rule)}
        )
    start = column_letters(FIRST_COLUMN)
    matrix = (IN_ROW - 1, FIRST_COLUMN - 1, last - 1, FIRST_COLUMN + partners - 2)
    out = f'={start}${IN_ROW}="No"'
    leaf.sheet.conditional_format(*matrix, {"type": "formula", "criteria": out, "format": book.rule("out")})
