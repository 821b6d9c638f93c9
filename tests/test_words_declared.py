"""Words that code says again are those the templates declare: roles, replies, kinds of needs, sheets of decisions."""

from mobility_xlsx.coalition.records import NeedKind
from mobility_xlsx.coalition.roles import ROLES
from mobility_xlsx.form.decisions import decisions_form
from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.workbook.results import KIND_WORDS, REPLIES


def test_the_roles_of_the_form_are_those_of_the_roster_and_the_champions() -> None:
    labels = [(label.key, label.text) for label in decisions_form().vocabulary("roles").labels]
    declared = [label for label in labels if label[0] != "champion"]
    assert declared == [(role.key, role.label) for role in ROLES]


def test_the_replies_are_those_of_the_form() -> None:
    assert {label.key: label.text for label in decisions_form().vocabulary("replies").labels} == REPLIES


def test_kinds_of_needs_are_called_as_the_checklists_title_their_labels() -> None:
    titles = {block.vocabulary: block.label_title for part in load_form().parts for block in part.blocks}
    kinds = {"groups": NeedKind.GROUP, "predictors": NeedKind.PREDICTOR, "assets": NeedKind.ASSET}
    assert {kind: titles[vocabulary] for vocabulary, kind in kinds.items()} == KIND_WORDS


def test_sheets_that_sentences_send_staff_to_are_there() -> None:
    sheets = {part.sheet for part in decisions_form().parts}
    assert {"Settings", "Checklist", "Senders", "Management team"} <= sheets
