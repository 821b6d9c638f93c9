"""Who asks whom with each sender's load, and the coalition's rings."""

from mobility_xlsx.coalition.assignments import Invitation
from mobility_xlsx.text import fold
from mobility_xlsx.workbook import look
from mobility_xlsx.workbook.results import Results
from mobility_xlsx.workbook.summary_sheets import Head, Leaf, Paper, Styled, Table, Value
from mobility_xlsx.workbook.summary_story import plural, rings

INVITATIONS = (
    Head("Whom to invite", 27, "plain bold"),
    Head("Organization", 29),
    Head("Invite as", 19),
    Head("Who asks", 22, "plain bold"),
    Head("How well they know them", 18),
    Head("Why", 44),
    Head("Answer", 16),
)
REPLIES = {"accepted": "Accepted", "declined": "Declined", "later": "Later"}


def write_invitations(book: Paper, results: Results) -> None:
    """The invitations, and beside them how many each sender has, as a chart."""
    assignment = results.assignment
    replies = {(fold(one.invitee), fold(one.organization)): one for one in results.decisions.replies}
    rows: list[tuple[Value, ...]] = []
    for one in assignment.invitations:
        reply = replies.get((fold(one.invitee.who), fold(one.invitee.organization)))
        answer = f"{REPLIES[reply.answer]} {reply.date}".strip() if reply else ""
        sender: Value = one.sender.name if one.sender else Styled("Nobody yet", "bad")
        who = (one.invitee.who, one.invitee.organization, one.invitee.invite_as)
        rows.append((*who, sender, _closeness(one), one.why, answer))
    waiting = len(assignment.needs_introduction)
    table = Table(
        "Invitations",
        "Invitations",
        f"{plural(len(rows), 'invitation')} by {plural(len(assignment.loads), 'sender')}, {waiting} without a contact.",
        INVITATIONS,
        tuple(rows),
        hint="Whoever has the most direct relationship asks. Choose otherwise in Decisions.xlsx, sheet Senders.",
        empty="There is nobody to invite yet.",
    )
    leaf = book.table(table)
    if assignment.loads:
        _loads(book, leaf, results)


def _closeness(one: Invitation) -> Value:
    return Styled("Needs an introduction", "bad") if one.needs_introduction else one.label or "Chosen by staff"


def _loads(book: Paper, leaf: Leaf, results: Results) -> None:
    loads = results.assignment.loads
    at = len(INVITATIONS) + 2
    leaf.sheet.set_column(at - 1, at - 1, 26)
    leaf.put(4, at, "Sender", "heading")
    leaf.put(4, at + 1, "Letters", "heading")
    for row, load in enumerate(loads, 5):
        leaf.put(row, at, load.sender.name, "plain")
        leaf.put(row, at + 1, load.count, "plain center")
    chart = book.book.add_chart({"type": "bar"})
    last = 3 + len(loads)
    chart.add_series(
        {
            "name": "Letters",
            "categories": [leaf.name, 4, at - 1, last, at - 1],
            "values": [leaf.name, 4, at, last, at],
            "fill": {"color": look.TEAL},
            "data_labels": {"value": True},
            "gap": 40,
        }
    )
    chart.set_title({"name": "Letters by sender", "name_font": {"size": 12, "color": look.NAVY}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": {"size": 9}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_size({"width": 520, "height": min(1400, 90 + 24 * len(loads))})
    leaf.sheet.insert_chart(
        3, at + 2, chart, {"description": "Bars: how many letters each sender has", "object_position": 3}
    )


def write_coalition(book: Paper, results: Results) -> None:
    """Everybody in their ring, the innermost first."""
    rows: list[tuple[Value, ...]] = []
    number = 0
    for ring in rings(results):
        for who, more in ring.members:
            number += 1
            rows.append((number, ring.title, who, more))
    heads = (Head("No.", 6, "plain center"), Head("Ring", 26), Head("Who", 34, "plain bold"), Head("More", 44))
    lead = "The management team meets most often, partners carry most tasks, champions step in where it counts."
    leaf = book.table(
        Table("Coalition", "Coalition", lead, heads, tuple(rows), names=0, empty="Nobody belongs to it yet.")
    )
    leaf.sheet.set_column(4, 4, 3)
