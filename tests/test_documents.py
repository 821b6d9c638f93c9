"""The document that --json prints, as other programs take it."""

import sys
from pathlib import Path

from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parent / "workbook"))

from drawn_books import answers_of, sheet
from fake_results import small

from mobility_xlsx.coalition.invitees import Invitee, Reply
from mobility_xlsx.documents import answers_document, check_document, summarize_document
from mobility_xlsx.form.declaration import reading_form
from mobility_xlsx.form.problems import Place, Problem, Severity
from mobility_xlsx.intake import Intake
from mobility_xlsx.run import Checked, FileResult, Run


def test_everybody_of_the_coalition_stands_in_a_group() -> None:
    results = small()
    gone = Invitee(
        "o001", "Kim Ray", "Riverbend Community College", "o001", reply=Reply("declined", "2026-11-20", "no")
    )
    results = replace(results, assignment=replace(results.assignment, answered=(gone,)))
    document = summarize_document(Run(Checked(()), Intake((), (), (), ()), results, ("o003",)), reading_form())
    groups = [one["group"] for one in document["roster"]]
    assert list(dict.fromkeys(groups)) == [
        "management team",
        "key stakeholder partner",
        "champion",
        "community member",
        "keep informed",
    ]
    assert document["roster"][0] == {
        "group": "management team",
        "person": "Maria Lopez",
        "organization": "City of Forest City",
        "role": "Project Manager",
    }
    assert document["answered"] == [
        {
            "member": "Kim Ray",
            "organization": "Riverbend Community College",
            "id": "o001",
            "answer": "declined",
            "date": "2026-11-20",
            "note": "no",
        }
    ]
    assert document["keep_informed"] == ["o003"]
    assert document["changed"]["since"] == "2026-11-02"
    assert document["asked"][0] == {
        "ids": ["o000", "o001"],
        "names": ["Forest City Community College", "Riverbend Community College"],
        "reason": "one letter apart, same type",
    }
    assert results.shortlist is not None
    assert document["shortlist"]["gaps"] == [gap.need.label for gap in results.shortlist.gaps]
    assert [one["id"] for one in document["shortlist"]["partners"]] == list(results.shortlist.ids)


def test_files_and_problems_are_counted_by_what_became_of_them() -> None:
    also = (Place("ben.xlsx", "Part 2", "C5", "x"),)
    asked = Problem("own-words", Severity.PLEASE_CHECK, "ann.xlsx", "Part 2", "C5", "x", "Says.", "Fix.", also=also)
    files = (FileResult("ann.xlsx", "not read", "Says. Fix.", problems=(asked,)), FileResult("ben.xlsx", "skipped"))
    document = check_document(Checked(files), reading_form())
    assert document["counts"] == {
        "files": {"read": 0, "not read": 1, "skipped": 1},
        "problems": {"NOT READ": 0, "MUST FIX": 0, "PLEASE CHECK": 1, "FIXED FOR YOU": 0},
    }
    assert document["files"][1] == {"file": "ben.xlsx", "status": "skipped", "why": ""}
    assert document["problems"][0]["also"] == [{"file": "ben.xlsx", "sheet": "Part 2", "cell": "C5"}]


def test_several_values_of_a_row_stand_with_each_of_their_cells() -> None:
    drawing = "No.|Organization name|Type of organization|Assets\n1|Hope|Philanthropy|Staff\n1|||Data sharing"
    (row,) = answers_document(answers_of(sheet("Part 2 Partnerships", drawing)), reading_form())["part2"]
    assert (row["name"], row["type"], row["assets"]) == ("Hope", "Philanthropy", ["Staff", "Data sharing"])
    assert (row["cells"]["assets"], row["all_cells"]) == ("D2", {"assets": ["D2", "D3"]})
