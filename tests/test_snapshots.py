"""What changed between two runs: a file that its corrected copy replaced has not left the folder."""

from pathlib import Path

from msgspec.structs import replace

from mobility_xlsx.snapshots import History, Snapshot, changes, history, load, save


def test_a_file_whose_corrected_copy_came_back_is_still_there() -> None:
    before = Snapshot("2026-11-02", files=("ann.xlsx", "bob.xlsx"))
    now = Snapshot("2026-11-09", files=("ann - please check.xlsx",), passed_over=("ann.xlsx",))
    assert [change.says for change in changes(History(now, before))] == [
        "ann - please check.xlsx has come back.",
        "bob.xlsx is no longer in returned.",
    ]


def test_a_file_that_is_passed_over_is_no_new_finding() -> None:
    former = History(Snapshot("2026-11-02", files=("ann.xlsx",)))
    assert history(former, Snapshot("2026-11-09", files=("ann.xlsx",), passed_over=("~$ann.xlsx",))) == former


def test_a_new_name_alone_is_no_new_partner() -> None:
    before = Snapshot(
        organizations=("Casa Abierta", "MHHA", "Open House"),
        partners=("MHHA", "Open House"),
        invitations=(("MHHA", "Ann"), ("Open House", "Ann")),
    )
    now = Snapshot(
        organizations=("Casa Abierta", "Maple Housing"),
        partners=("Casa Abierta", "Maple Housing"),
        invitations=(("Casa Abierta", "Ann"), ("Maple Housing", "Ben")),
        known_as=(("Casa Abierta", "Open House"), ("Maple Housing", "MHHA")),
    )
    assert [change.says for change in changes(History(now, before))] == [
        "MHHA is now called Maple Housing.",
        "Open House is now one with Casa Abierta.",
        "Maple Housing: Ben asks now; it was Ann.",
    ]
    dotted = History(
        Snapshot(organizations=("Mill, Inc.",), known_as=(("Mill, Inc.", "Mill"),)), Snapshot("", (), ("Mill",))
    )
    assert [change.says for change in changes(dotted)] == ["Mill is now called Mill, Inc."]
    other_case = replace(now, organizations=("casa abierta", "Maple Housing"), partners=("casa abierta",), known_as=())
    told = changes(History(other_case, replace(now, partners=("Casa Abierta",))))
    assert [change.says for change in told] == ["Casa Abierta is now called casa abierta."]


def test_a_need_that_is_dropped_is_not_said_to_be_met_and_a_new_one_was_not_met_before() -> None:
    needs = ("predictor:Digital access", "asset:Land", "group:Veterans")
    before = Snapshot(needs=needs, gaps=("Digital access", "Land"))
    now = Snapshot(needs=("asset:Land", "group:Veterans", "asset:Staff"), gaps=("Veterans", "Staff"))
    assert [change.says for change in changes(History(now, before))] == [
        "Veterans is now met by nobody.",
        "Land is now met by somebody.",
        "Staff is a new need, and nobody meets it.",
        "Staff is now a need.",
        "Digital access is no longer a need.",
    ]


def test_other_names_are_kept_and_make_no_new_findings(tmp_path: Path) -> None:
    told = History(Snapshot("2026-11-02", known_as=(("Maple Housing", "MHHA"),)))
    save(told, tmp_path / "history.json")
    assert load(tmp_path / "history.json") == told
    assert history(told, Snapshot("2026-11-09")) == told


def test_who_answered_an_invitation_since_is_told(tmp_path: Path) -> None:
    before = Snapshot("2026-11-02", partners=("Mill", "Hope"), replies=(("Mill", "later"), ("Ann", "accepted")))
    answered = (("Mill", "declined"), ("Ann", "accepted"), ("Hope", "accepted"), ("Jo", "later"))
    told = History(replace(before, day="2026-11-09", partners=("Hope",), replies=answered), before)
    assert [(change.about, change.says) for change in changes(told)] == [
        ("Partners", "Mill is no longer a critical partner."),
        ("Invitations", "Mill declined the invitation."),
        ("Invitations", "Hope accepted the invitation."),
        ("Invitations", "Jo wants to be asked later."),
    ]
    save(told, tmp_path / "history.json")
    assert load(tmp_path / "history.json") == told
