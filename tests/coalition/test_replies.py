from mobility_xlsx.coalition.invitations import assign
from mobility_xlsx.coalition.invitees import Invitee
from mobility_xlsx.coalition.records import Inventory
from mobility_xlsx.coalition.replies import Reply, standing

BANK = Invitee("O1", "", "First Bank", "O1")
CLUB = Invitee("O2/jo", "Jo Lee", "Youth Club", "O2")
NAMES = {"O1": "First Bank", "O2": "Youth Club", "O3": "Credit Union"}


def stood(*replies, replacements=None):
    assignment = assign((BANK, CLUB), Inventory(()))
    return standing(assignment, replies, replacements or {}, NAMES)


def test_an_answer_is_shown_beside_its_invitation():
    found = stood(Reply("jo lee", "Youth club", "accepted", "2026-03-09"))
    assert [one.reply.date if one.reply else "" for one in found.stands] == ["", "2026-03-09"]
    assert (found.count("accepted"), found.count(""), found.orphans) == (1, 1, ())
    assert found.stands[1].next_step == "Jo Lee is in: tell them about the first meeting."


def test_the_last_answer_counts():
    found = stood(Reply("", "First Bank", "later"), Reply("", "First Bank", "accepted"))
    assert found.stands[0].reply.answer == "accepted"


def test_a_decline_brings_the_best_replacement():
    found = stood(Reply("First Bank", "First Bank", "declined"), replacements={"O1": "O3"})
    assert found.stands[0].replacement == "O3"
    assert found.stands[0].next_step == "First Bank declined: Credit Union steps in best."


def test_a_replacement_that_declined_itself_is_not_proposed():
    both = (Reply("", "First Bank", "declined"), Reply("Jo Lee", "Youth Club", "declined"))
    found = stood(*both, replacements={"O1": "O2"})
    assert found.stands[0].replacement == ""
    assert "nobody on the list fully steps in" in found.stands[0].next_step


def test_an_answer_for_the_organization_counts_for_its_person():
    assert stood(Reply("", "Youth Club", "later")).stands[1].reply.answer == "later"


def test_an_answer_whose_invitee_is_gone_is_kept_and_said():
    found = stood(Reply("Al", "Gone", "accepted"))
    assert [reply.invitee for reply in found.orphans] == ["Al"]
