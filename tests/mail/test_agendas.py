import pytest
from letter_cases import TEAM, case

from mobility_xlsx.coalition.records import Need, NeedKind
from mobility_xlsx.coalition.roster import Holder, Team
from mobility_xlsx.mail.agendas import agendas, put_agendas
from mobility_xlsx.mail.rendering import text_of

NEEDS = (
    Need(NeedKind.GROUP, "Disengaged youth", 1),
    Need(NeedKind.GROUP, "English-language learners", 5),
    Need(NeedKind.PREDICTOR, "Housing stability", 3),
    Need(NeedKind.ASSET, "Data sharing", 3),
)
MANAGED = Team((*TEAM.holders, Holder("Data Lead", "Luis <b>Ortega</b>", "State {{ University }}")), TEAM.champions)


def texts(**changes):
    return [text_of(one.docx) for one in agendas(case(**changes)[1], NEEDS, ("40 percent are in preschool",))]


def test_the_first_agenda_names_who_welcomes_whom_to_what():
    assert (
        texts()[0]
        == """City of Millbrook · Mobility Coalition

Introductions and Team Building

Tuesday, March 9, 5:30 pm, Central Library

Welcome remarks
- Project Manager: Dana Whitfield, City Manager's Office
- Champion in government: Mayor Ruth Calloway, City of Millbrook

Introductions

Each person: name, pronouns, and where you are from or work.
- Jo Lee, Bridgeway Language Center
- Pat Moreno
- Mayor Ruth Calloway, City of Millbrook
- Tom Adeyemi, Millbrook Chamber of Commerce

Choose one or two questions for everybody:
- What made you say yes to this coalition?
- What would you like to learn from the people in this room?
- What should we be able to say we have done, a few years from now?
- Which piece of your present work makes you proudest?

Work Overview

Present the Framework for Boosting Mobility and Advancing Equity, and what our own Mobility Metrics show. The next \
meetings come back to both, so nobody has to take it all in today.
- Groups we look at first: people who are learning English and young people who are out of school and out of work
- Predictors we look at first: housing stability
- 52 percent of our residents have debt in collections.
- 40 percent are in preschool.

Q&A

Next steps
- Who does what until the next meeting
- Day, time and place of the next meeting, and how people would like to be reached
"""
    )


def test_the_second_agenda_introduces_the_management_team():
    text = texts(team=MANAGED)[1]
    assert "- Project Manager: Dana Whitfield, City Manager's Office\n" in text
    assert "- Data Lead: Luis <b>Ortega</b>, State {{ University }}\n" in text


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_third_agenda_shows_the_models_and_the_one_noted(language):
    text = texts(language=language)[2]
    noted = {"en": "Consensus model", "es": "Consenso"}[language]
    assert text.count(noted) == 2
    assert text.count(": ") == 8  # five models, and three lines of the agenda
    assert "partners hold half of the votes on the plan" in text


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_agenda_without_people_leaves_no_empty_line(language):
    blank = dict.fromkeys(("figure", "first_meeting", "decision_model", "power"), "")
    for agenda in agendas(case((), Team(), language, **blank)[1], ()):
        lines = text_of(agenda.docx).splitlines()
        assert not [line for line in lines if line.rstrip().endswith(":") and len(line) < 30]
        assert not [line for line in lines if line.strip() in ("-", ",")]


def test_an_edited_agenda_stays(tmp_path):
    made = agendas(case()[1], NEEDS)
    put_agendas(made, tmp_path, "new")
    first = tmp_path / "Agenda 1 Introductions and Team Building.docx"
    first.write_bytes(b"mine")
    names = [placed.path.name for placed in put_agendas(made, tmp_path, "new")]
    assert names[0] == "Agenda 1 Introductions and Team Building (new).docx"
    assert first.read_bytes() == b"mine"
