"""Made-up runs, seeded, to draw: a small city and a large one with long names. Everything is fictional."""

import random

from msgspec.structs import fields, replace

from mobility_xlsx.coalition.assignments import SendingChoices
from mobility_xlsx.coalition.invitations import assign
from mobility_xlsx.coalition.invitees import gather
from mobility_xlsx.coalition.records import (
    Beside,
    Inventory,
    Mention,
    Need,
    NeedKind,
    Nomination,
    Organization,
    Question,
    Respondent,
    Said,
    Source,
    Tie,
)
from mobility_xlsx.coalition.roster import Champion, Holder, Team, roster
from mobility_xlsx.coalition.shortlist import Gap, Passed, Pick, Reached, Shortlist
from mobility_xlsx.form.decisions import DecidedAt, Decisions, Point, ReplyLine, SettingLine, decisions_form
from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.form.ownwords import OwnWords
from mobility_xlsx.form.problems import Place, Problem, Severity
from mobility_xlsx.metrics import read_metrics
from mobility_xlsx.workbook.results import Change, PlanStep, Results, ReturnStatus, StepIn

PLACES = ("Forest City", "Riverbend", "North Side", "Millbrook", "Cedar County", "Eastgate")
KINDS = (
    "Community College",
    "Food Bank",
    "Chamber of Commerce",
    "Housing Authority",
    "Legal Aid",
    "Public Library",
    "Community Church",
    "Health Center",
    "Workforce Board",
    "Tenants Union",
    "Community Foundation",
    "Youth Corps",
)
LONG = "Coalition of Neighborhood Associations for the Prevention of Eviction and Homelessness"
FIRST = ("Maria", "Ann", "Rosa", "Jo", "Dana", "Luis", "Kim", "Chidi", "Aïsha", "Tom", "Wen", "Olga")
LAST = ("Lopez", "Lee", "Díaz", "Park", "Reyes", "Okafor", "Ruiz", "Novak", "Chen", "Brown")


TYPED = tuple(Place(f"{name}.xlsx", "Part 2 Partnerships", "D5") for name in ("Ann", "Ben", "Cal", "Dee"))

METRICS = """\
state,place,state_name,place_name,share_in_preschool,share_in_preschool_quality,share_debt_col,share_debt_col_quality,\
share_homeless,homeless_quality,pctl_income_20,pctl_20_quality,ratio_white_nh_house_value_households,index_air_quality
39,27001,Ohio,Forest City city,0.3984,1,0.517,2,0.0431,3,18126.44,1,78.1%:62.3%,48
39,27002,Ohio,Riverbend city,0.52,1,0.31,1,0.02,1,24000,1,NA,51
"""


def small(seed: int = 7) -> Results:
    """20 organizations, 5 respondents, 14 needs."""
    return made(random.Random(seed), organizations=20, respondents=5, needs=14, picks=6, nominations=8)


def large(seed: int = 11) -> Results:
    """400 organizations, 36 needs, 60 invitees."""
    return made(random.Random(seed), organizations=400, respondents=30, needs=36, picks=12, nominations=48)


def made(
    dice: random.Random, organizations: int, respondents: int, needs: int, picks: int, nominations: int
) -> Results:
    people = tuple(_person(dice, i) for i in range(respondents))
    wanted = _needs(dice, needs, respondents)
    named = tuple(_organization(dice, i, people) for i in range(organizations))
    gap = wanted[-1]
    without = tuple(
        replace(
            one, populations=_less(one.populations, gap), domains=_less(one.domains, gap), assets=_less(one.assets, gap)
        )
        for one in named
    )
    ties = tuple(
        Tie(dice.choice(people).id, one.id, dice.choice((4, 3, 2, 1)), one.mentions[0].source)
        for one in without
        if dice.random() < 0.7
    )
    asked = tuple(_nomination(dice, i, without, people) for i in range(nominations))
    questions = tuple(
        Question((a.id, b.id), (a.name, b.name), "one letter apart, same type", 1.0)
        for a, b in zip(without[:6:2], without[1:6:2], strict=True)
    )
    inventory = Inventory(without, people, ties, asked, questions)
    found = _shortlist(dice, inventory, wanted, picks, gap)
    invitees = gather(inventory, found.ids)
    team = Team(
        holders=(
            Holder("project_manager", "Maria Lopez", "City of Forest City", True),
            Holder("data_lead", "Ann Lee", "Forest City Community College", False),
            Holder("learning_evaluation_lead", "Ann Lee", "Forest City Community College", False),
        ),
        champions=(Champion("Ana Ruiz", "Mayor's Office", True),),
    )
    return Results(
        community="Forest City",
        returned=_returned(dice, people),
        problems=_problems(dice, people),
        inventory=inventory,
        needs=wanted,
        offered=wanted,
        shortlist=found,
        assignment=assign(invitees, inventory, SendingChoices(champions=("Ana Ruiz",))),
        roster=roster(team, invitees),
        decisions=_decisions(invitees[0].who, invitees[0].organization),
        changes=(
            Change(
                "Partners", "Millbrook Legal Aid is new on the shortlist; it takes the place of Eastgate Legal Aid."
            ),
            Change("Gaps", f"{gap.label} is still met by nobody."),
            Change("Answers", "Two workbooks came back since: Ann Lee, Rosa Díaz."),
        ),
        since="2026-11-02",
        steps_in=tuple(
            StepIn(
                pick.id,
                f"{found.next_best[0].name} and {found.next_best[1].name} step in; nothing stays uncovered.",
                (found.next_best[0].id,),
            )
            for pick in found.picks[:4]
        ),
        steady=tuple((pick.id, dice.choice(("always", "usually", "sometimes"))) for pick in found.picks),
        plan=(
            PlanStep(
                "Get Acquainted",
                "Welcome by the project manager and a champion; introductions in pairs.",
                "Who is who",
                "Maria Lopez",
            ),
        ),
        wordings=(OwnWords("young folks", "groups", "Target populations served", TYPED, ("Disengaged youth",)),),
        beside=(
            Beside(
                NeedKind.GROUP, "Other", "=Veterans", True, people[0].id, Source("returned 00.xlsx", "Part 1", "C19")
            ),
        ),
        metrics=read_metrics(METRICS.encode(), "cities.csv", "Forest City, Ohio", "2024"),
        gone=("Must invite Hope Centre: no workbook names it any more. The line is kept.",),
    )


def _less(texts: tuple[str, ...], need: Need) -> tuple[str, ...]:
    return tuple(text for text in texts if text != need.label)


def _person(dice: random.Random, i: int) -> Respondent:
    name = f"{FIRST[i % len(FIRST)]} {LAST[(i * 7 + i // 10) % len(LAST)]}"
    email = f"person{i}@forestcity.example"
    return Respondent(
        email,
        name,
        f"{dice.choice(PLACES)} {dice.choice(KINDS)}",
        email,
        Source(f"returned {i:02}.xlsx", "Start here", "B5"),
    )


def _needs(dice: random.Random, count: int, voters: int) -> tuple[Need, ...]:
    chosen = load_form()
    every = [
        Need(kind, label.text)
        for kind, key in ((NeedKind.GROUP, "groups"), (NeedKind.PREDICTOR, "predictors"), (NeedKind.ASSET, "assets"))
        for label in chosen.vocabulary(key).labels
        if label.key != "other"
    ]
    picked = sorted(dice.sample(range(len(every)), count))
    votes = [dice.randint(1, voters) for _ in picked]
    return tuple(replace(every[i], weight=float(n), votes=n) for i, n in zip(picked, votes, strict=True))


def _organization(dice: random.Random, i: int, people: tuple[Respondent, ...]) -> Organization:
    form = load_form()
    place, kind = PLACES[i % len(PLACES)], KINDS[(i // len(PLACES)) % len(KINDS)]
    name = f"{place} {kind}" + (f" {i // 72 + 1}" if i >= 72 else "")
    name = {3: LONG, 5: "=Equity Now!"}.get(i, name)
    by = dice.sample(people, dice.randint(1, min(4, len(people))))
    lists = {
        key: tuple(label.text for label in form.vocabulary(key).labels if label.key != "other")
        for key in ("groups", "predictors", "assets", "types", "strengths")
    }
    some = {
        key: tuple(text for text in lists[key] if dice.random() < share)
        for key, share in (("groups", 0.15), ("predictors", 0.1), ("assets", 0.15), ("strengths", 0.15))
    }
    sheet = "Part 2 Partnerships"
    mentions = tuple(
        Mention(
            name if n else name.upper(),
            person.id,
            2,
            Source(f"returned {people.index(person):02}.xlsx", sheet, f"B{6 + 3 * (i % 20)}"),
            tuple(Said("populations", text, Source("x", sheet, "D6")) for text in some["groups"]),
        )
        for n, person in enumerate(by)
    )
    type_ = dice.choice(lists["types"])
    types = (type_, dice.choice(lists["types"])) if i % 9 == 0 else (type_,)
    return Organization(
        f"o{i:03}",
        name,
        mentions,
        (name.upper(),) if len(by) > 1 else (),
        type_,
        types,
        some["groups"],
        some["predictors"],
        some["assets"],
        some["strengths"],
        stance="May oppose" if i % 11 == 4 else "",
        part_of="o001" if i == 2 else "",
    )


def _nomination(
    dice: random.Random, i: int, named: tuple[Organization, ...], people: tuple[Respondent, ...]
) -> Nomination:
    one = named[(i * 5) % len(named)]
    kind = (
        "Key stakeholder partner",
        "Champion (outside government)",
        "Community member",
        "Keep informed",
        "Key stakeholder partner",
    )[i % 5]
    alone = kind == "Community member"
    who = f"{FIRST[(i * 5 + 3) % len(FIRST)]} {LAST[(i * 3 + 1) % len(LAST)]}"
    source = Source(f"returned {i % len(people):02}.xlsx", "Part 5 Invitations", f"B{5 + i}")
    return Nomination(
        who,
        "" if alone else one.name,
        people[i % len(people)].id,
        source,
        "",
        kind,
        dice.choice(people).name,
        dice.choice((None, 4, 3, 2)),
        "" if alone else one.id,
    )


def _shortlist(dice: random.Random, inventory: Inventory, needs: tuple[Need, ...], picks: int, gap: Need) -> Shortlist:
    from mobility_xlsx.coalition.records import meets

    left, chosen = [need for need in needs if need != gap], []
    ranked = list(inventory.organizations)
    while len(chosen) < picks:
        best = max(ranked, key=lambda one: sum(meets(one, need) for need in left))
        ranked.remove(best)
        chosen.append(best)
        left = [need for need in left if not meets(best, need)]
    others = dice.sample(ranked, 6)
    told = {
        "proven": True,
        "size": picks,
        "at_least": picks,
        "says": f"{picks} partners meet every need that can be met, and nothing smaller can. One is a gap.",
        "picks": tuple(
            Pick(
                one.id,
                one.name,
                f"Only partner for {needs[i % len(needs)].label}; with {chosen[i - 1].name} meets the last two.",
                (needs[i % len(needs)].label,) if i % 2 else (),
                "every" if i % 3 else "some",
                one.may_oppose,
                tuple(need.label for need in needs if meets(one, need)),
                4,
                1,
            )
            for i, one in enumerate(chosen)
        ),
        "in_no_smallest": tuple(one.id for one in ranked[:40]),
        "gaps": (
            Gap(
                gap,
                ("Faith-based community", "Philanthropy"),
                ("Housing stability",),
                f"Nobody offers {gap.label.lower()}: look in these sectors.",
            ),
        ),
        "unmet": tuple(left),
        "next_best": tuple(
            Passed(one.id, one.name, "Others meet all it meets.", "some", one.may_oppose) for one in others[:4]
        ),
        "keep_informed": (Passed(others[4].id, others[4].name, "Staff keep it informed.", "none", False),),
        "left_out": (Passed(others[5].id, others[5].name, "Staff left it out: asked to wait.", "none", False),),
        "levels": (Reached("partners", -picks, -picks),),
    }
    blank = {field.name: True if field.type in ("bool", bool) else () for field in fields(Shortlist)}
    return Shortlist(**{**blank, **told})


def _returned(dice: random.Random, people: tuple[Respondent, ...]) -> tuple[ReturnStatus, ...]:
    read = [
        ReturnStatus(
            f"returned {i:02}.xlsx",
            "read",
            one.name,
            one.organization,
            one.email,
            f"2026-11-{1 + i % 20:02}",
            dice.choice((0, 0, 3, 12)),
        )
        for i, one in enumerate(people)
    ]
    return (
        *read,
        ReturnStatus(
            "secret.xlsx", "not read", received="2026-11-20", why="The file has a password. Ask for a copy without one."
        ),
        ReturnStatus("", "not yet", "Olga Novak", "Eastgate Youth Corps", "olga@eastgate.example"),
    )


def _problems(dice: random.Random, people: tuple[Respondent, ...]) -> tuple[Problem, ...]:
    made = [
        Problem(
            "password",
            Severity.NOT_READ,
            "secret.xlsx",
            "",
            "",
            "",
            "The file has a password.",
            "Ask for a copy without one.",
        )
    ]
    for i in range(len(people) * 3):
        kind = dice.choice((Severity.MUST_FIX, Severity.PLEASE_CHECK, Severity.FIXED_FOR_YOU))
        file = f"returned {i % len(people):02}.xlsx"
        made.append(
            Problem(
                "own-words",
                kind,
                file,
                "Part 2 Partnerships",
                f"D{6 + i}",
                "young folks & others",
                '"young folks & others" is none of the groups on the list.',
                "Choose a group, or leave it.",
            )
        )
    return tuple(sorted(made, key=lambda one: (one.file, one.cell)))


def _decisions(who: str, organization: str) -> Decisions:
    form = decisions_form()
    points = tuple(
        Point(block.vocabulary, label.key, label.text, label.key == "team", "", DecidedAt("Checklist", "A6"))
        for block in form.part("checklist").blocks
        for label in form.vocabulary(block.vocabulary).labels
    )
    said = {"community": "Forest City", "first_meeting": "Tuesday, March 9, 5:30 pm, Central Library"}
    settings = tuple(
        SettingLine(column.key, column.title, said.get(column.key, ""), DecidedAt("Settings", f"B{row}"))
        for row, column in enumerate(form.part("settings").columns, 5)
    )
    reply = ReplyLine(who, organization, "accepted", "2026-11-12", "", DecidedAt("Invitations", "D5"))
    return Decisions(settings=settings, checklist=points, replies=(reply,))
