"""The five roles of the guide are the same on Decisions.xlsx and in the roster."""

from mobility_xlsx.coalition.roles import ROLES
from mobility_xlsx.form.decisions import decisions_form


def test_the_roles_of_the_form_are_those_of_the_roster_and_the_champions() -> None:
    labels = [(label.key, label.text) for label in decisions_form().vocabulary("roles").labels]
    declared = [label for label in labels if label[0] != "champion"]
    assert declared == [(role.key, role.label) for role in ROLES]
