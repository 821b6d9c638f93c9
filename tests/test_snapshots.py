"""What changed between two runs: a file that its corrected copy replaced has not left the folder."""

from mobility_xlsx.snapshots import History, Snapshot, changes, history


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
