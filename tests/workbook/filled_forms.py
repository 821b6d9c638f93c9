"""Rows to fill forms with in tests: some answers with things to check, and a crowd that fills every part."""

from itertools import cycle, islice

from mobility_xlsx.form.answers import Row
from mobility_xlsx.form.parts import Form
from mobility_xlsx.workbook.content import known_row

LONG = "Residents of the three neighborhoods along the river, who lost their bus line and would like it back"


def start_row() -> Row:
    return known_row(
        "start",
        {"name": "Renée O’Connor-Núñez", "organization": "Forest City Health Dept.", "email": "renee@fc.example"},
    )


def half_filled() -> tuple[Row, ...]:
    """A workbook as most come back: every kind of remark of the Check columns stands in it somewhere."""
    return (
        start_row(),
        known_row("part1", {"label": "People of color", "tick": "Yes"}, "groups"),
        known_row("part1", {"label": "Other", "tick": "Yes", "note": "Veterans; caregivers"}, "groups"),
        known_row("part1", {"label": "Disengaged youth", "tick": "no"}, "groups"),
        known_row(
            "part1", {"label": "Financial security", "tick": "x", "note": "Debt in collections > 50%"}, "predictors"
        ),
        known_row("part1", {"label": "Data sharing", "tick": "?"}, "assets"),
        known_row("part1", {"label": "Boats", "tick": "Yes", "note": "a line of their own"}, "assets"),
        known_row(
            "part2",
            {
                "name": "St. Mary’s Outreach",
                "type": "Faith-based community",
                "populations": ("People of color", "People experiencing housing instability or homelessness"),
                "domains": ("Housing stability", "Safety from trauma", "Neonatal health", "Social capital"),
                "assets": ("Strong connections to community members",),
                "closeness": "Has met them",
            },
        ),
        known_row("part2", {"name": "Forest City College", "type": "Anchor institution", "assets": "Staff"}),
        known_row("part2", {"name": "forest city COLLEGE ", "type": "Anchor institution", "assets": LONG}),
        known_row("part2", {"name": "Youth Build 360", "populations": "Disengaged youth"}),
        known_row("part2", {"name": "=Equity Now!", "type": "Advocacy organization"}),
        known_row("part2", {"populations": "Immigrant women", "type": 'The "other" kind'}, number="9"),
        known_row("part3", {"name": "Cascade Fund", "assets": "Financial resources"}, "Philanthropy"),
        known_row("part3", {"name": "ST. MARY’S OUTREACH", "assets": "Staff"}, "Faith-based community", "FB2"),
        known_row("part3", {"name": "Cascade fund"}, "Private sector"),
        known_row("part3", {"name": "Cascade Club"}, "Private sector"),
        known_row("part3", {"name": "Lone Star", "domains": "Digital access"}, "Clubs"),
        known_row(
            "part4",
            {"partner": "St. Mary’s Outreach", "motivations": LONG, "strengths": ("Racial equity approach", "Staff")},
        ),
        known_row("part4", {"partner": "Cascade Fund"}),
        known_row("part4", {"roles": "An analyst\nA driver"}),
        known_row(
            "part5",
            {"member": "Rev. Ann Lee", "organization": "St. Mary’s", "email": "ann@stm.example", "sender": "Renée"},
        ),
        known_row("part5", {"member": "Jo Park", "invite_as": "Keep informed"}),
        known_row("part5", {"sender": "me"}),
    )


def crowded(form: Form) -> tuple[Row, ...]:
    """A workbook with every line ticked, every box full and more rows than it has room for."""
    rows = [start_row()]
    for part in form.parts:
        for block in part.blocks:
            labels = form.vocabulary(block.vocabulary).labels
            rows += [
                known_row(
                    part.key,
                    {"label": label.text, "tick": "Yes", "note": f"{i} of them, and more than before"},
                    block.vocabulary,
                )
                for i, label in enumerate(labels)
            ]
    for part in (part for part in form.parts if part.layout == "table"):
        bands = [label.text for label in form.vocabulary(part.bands).labels] if part.bands else [""]
        for band in bands:
            for i in range(part.room + 4):
                texts = {
                    column.key: _texts(form, column.vocabulary, part.lines + i % 2, i, f"{column.title} {band} {i}")
                    for column in part.columns
                    if column.is_answer
                }
                rows.append(known_row(part.key, texts, band))
    return tuple(rows)


def _texts(form: Form, vocabulary: str, count: int, first: int, otherwise: str) -> tuple[str, ...]:
    if not vocabulary:
        return (otherwise,)
    labels = form.vocabulary(vocabulary).labels
    return tuple(dict.fromkeys(label.text for label in islice(cycle(labels), first, first + min(count, len(labels)))))
