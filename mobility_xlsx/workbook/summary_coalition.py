"""Who asks whom, how many letters each sender has, and the coalition's rings."""

import io

from mobility_xlsx.coalition.assignments import Assignment, Invitation
from mobility_xlsx.coalition.invitees import Invitee
from mobility_xlsx.workbook import look
from mobility_xlsx.workbook.lettering import text_width
from mobility_xlsx.workbook.results import Results, told_reply
from mobility_xlsx.workbook.summary_rings import TITLE_SIZE, Drawing, arranged, rings_png
from mobility_xlsx.workbook.summary_sheets import CellValue, Head, Leaf, Paper, SheetTable, Styled
from mobility_xlsx.workbook.summary_story import plural, rings

INVITATIONS = (
    Head("Whom to invite", 27, "plain bold"),
    Head("Organization", 29),
    Head("Invite as", 19),
    Head("Who asks", 22, "plain bold"),
    Head("How well they know them", 18),
    Head("Why", 38),
    Head("Answer", 22),
)
COALITION = (
    Head("No.", 6, "plain center"),
    Head("Ring", 25),
    Head("Who", 34, "plain bold"),
    Head("More", 40),
)
LOADS = (Head("Sender", 30, "plain bold"), Head("Organization", 40), Head("Letters", 12, "plain center"))
ONE_PAGE = 45  # senders that print on one page, their bars beside them


def write_invitations(book: Paper, results: Results) -> None:
    """The invitations: whom to invite, who asks, and what they answered."""
    assignment = results.assignment
    steps = {step.id: step.says for step in results.steps_in}
    rows: list[tuple[CellValue, ...]] = []
    for one in assignment.invitations:
        sender: CellValue = one.sender.name if one.sender else Styled("Nobody yet", "bad")
        rows.append((*_whom(one.invitee), sender, _closeness(one), one.why, _answer(one.invitee, "")))
    declines = {one.id for one in results.declines.values()}
    for invitee in assignment.answered:
        step = steps.get(invitee.organization_id, "") if invitee.id in declines else ""
        rows.append((*_whom(invitee), "", "", "Answered: nobody asks again.", _answer(invitee, step)))
    table = SheetTable(
        "Invitations",
        "Invitations",
        _told(assignment),
        INVITATIONS,
        tuple(rows),
        hint="Whoever has the most direct relationship asks. Choose otherwise in Decisions.xlsx, sheet Senders.",
        empty="There is nobody to invite yet.",
    )
    book.table(table)


def _told(assignment: Assignment) -> str:
    """How many invitations there are, how many lack somebody who knows them, and what a limit on letters costs."""
    waiting, cost = len(assignment.needs_introduction), len(assignment.cost_of_cap)
    who = f"{waiting} of them" if len(assignment.invitations) > 1 else "it"
    need = "needs" if waiting == 1 else "need"
    unknown = f"; {who} {need} an introduction" if waiting else ""
    limited = f" The limit on letters gives {cost} of them a less direct sender." if cost else ""
    by = f" by {plural(len(assignment.loads), 'sender')}" if assignment.loads else ""
    sent = f"{plural(len(assignment.invitations), 'invitation')} to send{by}"
    answered = f" {len(assignment.answered)} already answered." if assignment.answered else ""
    return f"{sent}{unknown}.{answered}{limited}"


def _whom(invitee: Invitee) -> tuple[str, str, str]:
    return invitee.who, invitee.organization, invitee.invite_as


def _answer(invitee: Invitee, steps_in: str) -> str:
    """What came of an invitation, with staff's note; after a decline, who steps in."""
    note = invitee.reply.note if invitee.reply else ""
    return "\n".join(filter(None, (told_reply(invitee.reply), note, steps_in)))


def _closeness(one: Invitation) -> CellValue:
    return Styled("Needs an introduction", "bad") if one.needs_introduction else one.label or "Chosen by staff"


def write_loads(book: Paper, results: Results) -> None:
    """How many letters each sender has, as numbers and bars."""
    loads = results.assignment.loads
    rows = tuple(
        (one.sender.name, one.sender.organization, Styled(one.count, "bad") if one.over_cap else one.count)
        for one in loads
    )
    lead = "How many letters each sender has. Choose otherwise in Decisions.xlsx, sheet Senders."
    leaf = book.table(
        SheetTable("Letters by sender", "Letters by sender", lead, LOADS, rows, empty="Nobody sends yet.")
    )
    if not loads:
        return
    leaf.band("Letters by sender", across=len(LOADS) + 9)
    chart = book.book.add_chart({"type": "bar"})
    first, last = 4, 4 + len(loads) - 1
    chart.add_series(
        {
            "name": "Letters",
            "categories": [leaf.name, first, 0, last, 0],
            "values": [leaf.name, first, 2, last, 2],
            "fill": {"color": look.TEAL},
            "data_labels": {"value": True},
            "gap": 40,
        }
    )
    chart.set_title({"none": True})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": {"size": 9}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    high = min(1400, 60 + 24 * len(loads))
    chart.set_size({"width": 540, "height": high})
    options = {"description": "Bars: how many letters each sender has", "object_position": 3, "x_offset": 20}
    leaf.sheet.insert_chart(4, len(LOADS), chart, options)
    leaf.sheet.print_area(0, 0, 4 + max(len(loads), high // 20 + 1), len(LOADS) + 8)
    if len(loads) <= ONE_PAGE:
        leaf.sheet.fit_to_pages(1, 1)


def write_coalition(book: Paper, results: Results) -> None:
    """The rings as a picture, with everybody by number beside it, the innermost first."""
    drawing = arranged(rings(results))
    titles = {band.key: band.title.rpartition(" (")[0] for band in drawing.bands}
    rows = tuple((dot.number, titles[dot.key], dot.who, dot.more) for dot in drawing.dots)
    lead = "The management team meets most often, partners carry most tasks, champions step in where it counts."
    table = SheetTable("Coalition", "Coalition", lead, COALITION, rows, names=0, empty="Nobody belongs to it yet.")
    leaf = book.table(table)
    leaf.band("Coalition", across=len(COALITION) + 10)
    _picture(leaf, drawing)


def _picture(leaf: Leaf, drawing: Drawing) -> None:
    """The picture right of the list, each ring's title written over it."""
    sharp = 2.0
    members = "; ".join(f"{band.title}" for band in drawing.bands)
    left, top = 14, 10
    below = 4  # the headings above are printed on every page, and what is anchored to them with them
    options = {
        "x_offset": left,
        "y_offset": top,
        "x_scale": 1 / sharp,
        "y_scale": 1 / sharp,
        "image_data": io.BytesIO(rings_png(drawing, sharp)),
        "description": f"Rings of the coalition, from the inside: {members}. The numbers are those of the list.",
        "object_position": 3,
    }
    leaf.sheet.insert_image(below, len(COALITION), "rings.png", options)
    for band in drawing.bands:
        wide = max(text_width(line, TITLE_SIZE, bold=True) for line in band.lines) + 40
        high = 18 if len(band.lines) == 1 else 34
        place = {
            "x_offset": left + drawing.radius - wide / 2,
            "y_offset": top + drawing.radius + band.title_y - high / 2,
            "width": wide,
            "height": high,
            "object_position": 3,
            "font": {"name": look.FONT, "size": TITLE_SIZE, "bold": True, "color": look.INK},
            "align": {"horizontal": "center", "vertical": "middle"},
            "fill": {"none": True},
            "line": {"none": True},
        }
        leaf.sheet.insert_textbox(below, len(COALITION), "\n".join(band.lines), place)
    leaf.sheet.print_area(0, 0, max(4 + len(drawing.dots), 42) - 1, len(COALITION) + 9)
