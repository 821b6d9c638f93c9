"""Organizations on several lines: by No., by position, after sorting, merged, one a line, below the table."""

from drawn_books import answers_of, codes, names, row_says, sheet, unplaced
from msgspec.structs import replace

from mobility_xlsx.form.answers import Kind
from mobility_xlsx.workbook.grids import Merge, Sheet

HEADINGS = "No.|Organization name|Type of organization|Target populations served|Domains of work|Assets"
NAMELESS = "|Organization name|Type of organization|Target populations served|Domains of work|Assets"


def part2(drawing: str, **options: object) -> object:
    return sheet("Part 2 Partnerships", HEADINGS + "\n" + drawing.strip("\n"), **options)  # type: ignore[arg-type]


def without_numbers(drawing: str) -> object:
    return sheet("Part 2 Partnerships", NAMELESS + "\n" + drawing.strip("\n"))


def said(*sheets: object) -> list[object]:
    answers = answers_of(*sheets)  # type: ignore[arg-type]
    return [row_says(row) for row in answers.part("part2")]


def test_lines_with_one_no_are_one_organization() -> None:
    found = said(
        part2("""
1|Hope Center|Philanthropy|People of color|Housing stability|Staff
1|||Disengaged youth||Data sharing
1
2|Grace Church|Faith-based community|||
""")
    )
    assert found == [
        {
            "name": "Hope Center",
            "type": "Philanthropy",
            "populations": ["People of color", "Disengaged youth"],
            "domains": "Housing stability",
            "assets": ["Staff", "Data sharing"],
        },
        {"name": "Grace Church", "type": "Faith-based community"},
    ]


def test_sorted_with_their_nos_lines_find_back_to_their_names() -> None:
    found = said(
        part2("""
3|Apple Fund|Philanthropy|||
1|Hope Center|Philanthropy|People of color|Housing stability|Staff
2|Zion Church|Faith-based community|||
1|||Disengaged youth||Data sharing
3||||Digital access|
""")
    )
    assert [(row["name"], row.get("populations"), row.get("domains")) for row in found] == [  # type: ignore[attr-defined,index]
        ("Apple Fund", None, "Digital access"),
        ("Hope Center", ["People of color", "Disengaged youth"], "Housing stability"),
        ("Zion Church", None, None),
    ]


def test_values_sorted_beside_nos_that_stayed_are_given_to_nobody() -> None:
    answers = answers_of(
        part2("""
1|Apple Fund|Philanthropy|||
1|Hope Center|Philanthropy|People of color||
1|Zion Church|Faith-based community|||
2|||Disengaged youth||
2||||Digital access|
2
""")  # type: ignore[arg-type]
    )
    assert names(answers) == ["Apple Fund", "Hope Center", "Zion Church"]
    assert unplaced(answers) == [
        "Part 2 Partnerships!D5 Disengaged youth",
        "Part 2 Partnerships!E6 Digital access",
    ]
    assert codes(answers).count("row-unattributed") == 2


def test_without_nos_a_line_belongs_to_the_name_above() -> None:
    found = said(
        without_numbers("""
|Hope Center|Philanthropy|People of color||
|||Disengaged youth||Staff

|Grace Church||Disengaged youth||
""")
    )
    assert found == [
        {
            "name": "Hope Center",
            "type": "Philanthropy",
            "populations": ["People of color", "Disengaged youth"],
            "assets": "Staff",
        },
        {"name": "Grace Church", "populations": "Disengaged youth"},
    ]


def test_names_sorted_first_without_nos_leave_the_other_lines_loose() -> None:
    answers = answers_of(
        without_numbers("""
|Apple Fund|Philanthropy|||
|Grace Church|Faith-based community|||
|Hope Center|Philanthropy|People of color||
|||Disengaged youth||Staff
""")  # type: ignore[arg-type]
    )
    assert names(answers) == ["Apple Fund", "Grace Church", "Hope Center"]
    assert len(unplaced(answers)) == 2


def test_a_no_of_its_own_without_a_name_is_a_nameless_organization() -> None:
    found = said(
        part2("""
1|Hope Center|Philanthropy|||
1
1
2||Philanthropy|People of color||
2|||Disengaged youth||
2
3|Grace Church||||
""")
    )
    assert found == [
        {"name": "Hope Center", "type": "Philanthropy"},
        {"type": "Philanthropy", "populations": ["People of color", "Disengaged youth"]},
        {"name": "Grace Church"},
    ]


def test_two_names_under_one_no_are_two_organizations() -> None:
    answers = answers_of(
        part2("""
1|Hope Center|Philanthropy|||
1|Grace Church|Faith-based community|||
1|||Disengaged youth||
2|Bridge||||Staff
""")  # type: ignore[arg-type]
    )
    assert names(answers) == ["Hope Center", "Grace Church", "Bridge"]
    assert unplaced(answers) == ["Part 2 Partnerships!D4 Disengaged youth"]


def test_a_no_used_again_for_a_block_of_its_own_keeps_its_lines() -> None:
    found = said(
        part2("""
1|Hope Center|||Housing stability|
1||||Digital access|
1
1|Grace Church|||Social capital|
1||||Just policing|
1
""")
    )
    assert [(row["name"], row["domains"]) for row in found] == [  # type: ignore[attr-defined,index]
        ("Hope Center", ["Housing stability", "Digital access"]),
        ("Grace Church", ["Social capital", "Just policing"]),
    ]


def test_one_organization_on_every_line_reads_as_so_many() -> None:
    answers = answers_of(
        part2("""
1|Hope Center|Philanthropy|People of color; Disengaged youth||
1|Grace Church|Faith-based community|||Staff
1|Bridge||||Staff
2|Apple Fund||||
""")  # type: ignore[arg-type]
    )
    assert names(answers) == ["Hope Center", "Grace Church", "Bridge", "Apple Fund"]
    assert unplaced(answers) == []


def test_a_name_repeated_on_each_of_its_lines_is_one_organization() -> None:
    found = said(
        part2("""
1|Hope Center|Philanthropy|||Staff
1|HOPE CENTER|philanthropy|||Data sharing
1|hope center||||Convening power
""")
    )
    assets = ["Staff", "Data sharing", "Convening power"]
    assert found == [{"name": "Hope Center", "type": "Philanthropy", "assets": assets}]


def test_a_merged_no_holds_for_all_its_rows() -> None:
    drawn = part2(
        """
1|Hope Center||People of color||
|||Disengaged youth||
2|Grace Church||||Staff
|||Disengaged youth||
""",
        merges=[Merge(2, 1, 3, 1), Merge(4, 1, 5, 1), Merge(2, 2, 3, 2)],
    )
    assert said(drawn) == [
        {"name": "Hope Center", "populations": ["People of color", "Disengaged youth"]},
        {"name": "Grace Church", "populations": "Disengaged youth", "assets": "Staff"},
    ]


def test_an_organization_typed_below_the_table_counts_but_a_remark_does_not() -> None:
    answers = answers_of(
        part2("""
1|Hope Center|Philanthropy|||
1
1
|Grace Church|Faith-based community|Disengaged youth||
||||Digital access|

|Please call me about these before Friday
""")  # type: ignore[arg-type]
    )
    assert names(answers) == ["Hope Center", "Grace Church"]
    assert row_says(list(answers.part("part2"))[1])["domains"] == "Digital access"
    assert unplaced(answers) == ["Part 2 Partnerships!B8 Please call me about these before Friday"]


def test_words_right_of_the_table_have_no_place() -> None:
    answers = answers_of(part2("1|Hope Center|Philanthropy||||||Staff"))  # type: ignore[arg-type]
    assert unplaced(answers) == ["Part 2 Partnerships!I2 Staff"]


def test_a_line_added_between_two_others_belongs_to_the_name_above() -> None:
    found = said(
        part2("""
1|Hope Center||People of color||
|||Disengaged youth||
1|||Middle-class residents||
2|Bridge||||
""")
    )
    assert found[0] == {
        "name": "Hope Center",
        "populations": ["People of color", "Disengaged youth", "Middle-class residents"],
    }


def test_values_before_any_name_are_given_to_nobody() -> None:
    answers = answers_of(
        without_numbers("""
|||Disengaged youth||
|Hope Center||People of color||
""")  # type: ignore[arg-type]
    )
    assert unplaced(answers) == ["Part 2 Partnerships!D2 Disengaged youth"]


def test_without_nos_a_nameless_box_never_goes_to_its_neighbor() -> None:
    found = said(
        without_numbers("""
|Hope Center||People of color||
|||Disengaged youth||

|Grace Church||||
|||Middle-class residents||
|||||Staff
||Philanthropy|English-language learners||
|||||Data sharing

|Bridge||||
""")
    )
    assert [row.get("name") for row in found] == ["Hope Center", "Grace Church", None, "Bridge"]  # type: ignore[attr-defined]


def populations(*sheets: object) -> list[tuple[object, object]]:
    return [(row.get("name"), row.get("populations")) for row in said(*sheets)]  # type: ignore[attr-defined]


def test_a_name_on_a_lower_line_owns_the_lines_between_two_blank_rows() -> None:
    found = populations(
        without_numbers("""
|||Disengaged youth||
|Hope Center||People of color||
|||Middle-class residents||

|||English-language learners||
|Grace Church||LGBTQ+ people||

|Bridge||People of color||
""")
    )
    assert found == [
        ("Hope Center", ["Disengaged youth", "People of color", "Middle-class residents"]),
        ("Grace Church", ["English-language learners", "LGBTQ+ people"]),
        ("Bridge", "People of color"),
    ]


def test_lines_that_may_be_of_the_box_above_or_the_name_below_stay_loose() -> None:
    answers = answers_of(
        without_numbers("""
|Hope Center||People of color||

|||Disengaged youth||
|Grace Church||LGBTQ+ people||

|||Middle-class residents||
|Bridge||People of color||
""")  # type: ignore[arg-type]
    )
    assert names(answers) == ["Hope Center", "Grace Church", "Bridge"]
    assert [cell.text for cell in answers.unplaced] == ["Disengaged youth", "Middle-class residents"]


def test_a_blank_line_in_a_box_of_the_form_leaves_the_box_whole() -> None:
    found = populations(
        without_numbers("""
|Hope Center||People of color||

|||Disengaged youth||
|Grace Church||LGBTQ+ people||
|||Middle-class residents||

|Bridge||People of color||
""")
    )
    assert found[0] == ("Hope Center", ["People of color", "Disengaged youth"])
    assert found[1] == ("Grace Church", ["LGBTQ+ people", "Middle-class residents"])


def test_lines_between_blank_rows_without_any_name_are_nobodys() -> None:
    answers = answers_of(
        without_numbers("""
|Hope Center||People of color||
|||Disengaged youth||
|||English-language learners||

|||LGBTQ+ people||
|||Middle-class residents||

|Grace Church||People of color||
""")  # type: ignore[arg-type]
    )
    assert [cell.text for cell in answers.unplaced] == ["LGBTQ+ people", "Middle-class residents"]


def test_from_one_no_to_the_next_a_name_on_a_lower_line_owns_all_lines() -> None:
    found = populations(
        part2("""
1|||Disengaged youth||
|Hope Center||People of color||
|||Middle-class residents||
2|||English-language learners||
|Grace Church||LGBTQ+ people||
3|Bridge||People of color||
""")
    )
    assert found == [
        ("Hope Center", ["Disengaged youth", "People of color", "Middle-class residents"]),
        ("Grace Church", ["English-language learners", "LGBTQ+ people"]),
        ("Bridge", "People of color"),
    ]


def test_a_second_type_without_nos_begins_an_organization_without_a_name() -> None:
    found = populations(
        without_numbers("""
|Hope Center|Philanthropy|People of color||
|||Disengaged youth||
||Philanthropy|Middle-class residents||
|||LGBTQ+ people||
|Grace Church|Faith-based community|People of color||
||Faith-based community|Disengaged youth||
""")
    )
    assert found == [
        ("Hope Center", ["People of color", "Disengaged youth"]),
        (None, ["Middle-class residents", "LGBTQ+ people"]),
        ("Grace Church", ["People of color", "Disengaged youth"]),
    ]


def test_a_name_put_between_numbered_lines_leaves_examples_and_neighbors_whole() -> None:
    answers = answers_of(
        part2("""
e.g.|e.g., Forest City Asset Builders|Nonprofit and CBOs|Disengaged youth||Data sharing
e.g.|||Residents with low incomes||
1|Hope Center|Philanthropy|||Staff
|(main office downtown)||||
1|||People of color||
2|Grace Church|Faith-based community|||
""")  # type: ignore[arg-type]
    )
    assert [row_says(row) for row in answers.part("part2")] == [
        {"name": "Hope Center", "type": "Philanthropy", "populations": "People of color", "assets": "Staff"},
        {"name": "(main office downtown)"},
        {"name": "Grace Church", "type": "Faith-based community"},
    ]


def test_every_cell_of_a_loose_line_is_said_to_be_nobodys() -> None:
    answers = answers_of(part2("|||Disengaged youth||Staff\n1|Hope Center|Philanthropy|||"))  # type: ignore[arg-type]
    assert [(one.code, one.cell) for one in answers.remarks if one.code == "row-unattributed"] == [
        ("row-unattributed", "D2"),
        ("row-unattributed", "F2"),
    ]


def test_examples_do_not_count_wherever_they_stand() -> None:
    answers = answers_of(
        part2("""
1|Hope Center|Philanthropy|||
e.g.|e.g., Forest City Asset Builders|Nonprofit|Disengaged youth, residents with low-incomes, people of color||Staff
e.g.|||People of color||
2|Ex. Forest City Community College|Anchor Institution|||
""")  # type: ignore[arg-type]
    )
    assert names(answers) == ["Hope Center"]
    assert unplaced(answers) == ["Part 2 Partnerships!F3 Staff"]


def test_an_example_is_known_by_its_mark_whatever_its_blanks() -> None:
    spanish = "p. ej.|p. ej., Ahorro Forest City|Organización sin fines de lucro|||".replace(" ", "\u00a0")
    answers = answers_of(
        part2(f"1|Hope Center|Philanthropy|||\n{spanish}\np. ej.|\u200bp. ej., Ahorro Forest City||||")
    )  # type: ignore[arg-type]
    assert names(answers) == ["Hope Center"]


def test_an_example_typed_over_counts() -> None:
    answers = answers_of(
        part2("""
e.g.|Forest City Asset Builders|Philanthropy|Disengaged youth||
e.g.|||People of color||
""")  # type: ignore[arg-type]
    )
    assert [row_says(row) for row in answers.part("part2")] == [
        {
            "name": "Forest City Asset Builders",
            "type": "Philanthropy",
            "populations": ["Disengaged youth", "People of color"],
        }
    ]


def test_sectors_come_from_the_no_the_title_above_or_a_column_of_their_own() -> None:
    headings = "No.|Organization name|Target populations served|Domains of work|Assets"
    by_no = sheet("Part 3", headings + "\nPH1|Cascade Fund||Housing stability|\nPH1||||Staff\nFB2|Grace Church|||")
    by_title = sheet(
        "Part 3", headings + "\nPhilanthropy\n|Cascade Fund|||Staff\nFaith-based community\n|Grace Church|||"
    )
    by_column = sheet(
        "Part 3", "Sector|Organization name|Assets\nPhilanthropies|Cascade Fund|Staff\nChurch|Grace Church|"
    )
    for drawn in (by_no, by_title, by_column):
        answers = answers_of(drawn)
        found = [(row.block, row.text("name")) for row in answers.part("part3")]
        assert found == [("Philanthropy", "Cascade Fund"), ("Faith-based community", "Grace Church")]
        assert unplaced(answers) == []


def test_na_and_none_are_names_and_question_marks_are_not() -> None:
    answers = answers_of(part2("1|NA||||Staff\n2|None||||Staff\n3|??||||Staff\n4|TBD||||Staff\n5|211||||Staff"))  # type: ignore[arg-type]
    assert names(answers) == ["NA", "None", "", "", "211"]
    assert [row.cell("name").text for row in answers.part("part2") if row.cell("name")] == [
        "NA",
        "None",
        "??",
        "TBD",
        "211",
    ]


def test_values_sorted_by_another_column_beside_their_nos_stay_loose() -> None:
    answers = answers_of(
        part2("""
1|Apple Fund|Philanthropy||Digital access|
1|Hope Center|Philanthropy|People of color|Economic inclusion|
1||||Financial security|
2||||Housing stability|
2|Zion Church|Faith-based community||Just policing|
2||||Social capital|
""")  # type: ignore[arg-type]
    )
    assert names(answers) == ["Apple Fund", "Hope Center", "Zion Church"]
    assert [row_says(row)["domains"] for row in answers.part("part2")] == [
        "Digital access",
        "Economic inclusion",
        "Just policing",
    ]
    assert len(unplaced(answers)) == 3


def test_examples_above_a_sorted_table_without_nos_do_not_hide_the_sort() -> None:
    answers = answers_of(
        without_numbers("""
|e.g., Forest City Asset Builders|Nonprofit and CBOs|Disengaged youth||
|||People of color||

|Apple Fund|Philanthropy|||
|Grace Church|Philanthropy|People of color||
|Hope Center|Faith-based community|||
|||Middle-class residents||
|||Residents with low incomes||Staff
""")  # type: ignore[arg-type]
    )
    assert names(answers) == ["Apple Fund", "Grace Church", "Hope Center"]
    assert [cell.text for cell in answers.unplaced] == ["Middle-class residents", "Residents with low incomes", "Staff"]


def test_with_a_no_on_first_lines_only_the_last_organization_keeps_its_lines_too() -> None:
    found = said(
        part2("""
1|Hope Center|Philanthropy|People of color|Housing stability|Staff
|||Disengaged youth||Data sharing
2|Grace Church|Faith-based community|Disengaged youth||Staff
|||People of color||Convening power
""")
    )
    assert [(row["populations"], row["assets"]) for row in found] == [  # type: ignore[index]
        (["People of color", "Disengaged youth"], ["Staff", "Data sharing"]),
        (["Disengaged youth", "People of color"], ["Staff", "Convening power"]),
    ]


def with_formulas(drawn: Sheet, formulas: dict[str, str]) -> Sheet:
    """The sheet with numbers that formulas gave at these cells."""
    cells = [
        replace(cell, kind=Kind.NUMBER, formula=formulas[cell.address]) if cell.address in formulas else cell
        for cell in drawn.cells
    ]
    return replace(drawn, cells=tuple(cells))


def test_zeros_of_formulas_that_point_to_blank_cells_are_nothing() -> None:
    drawn = sheet(
        "Part 4 Benefits", "No.|Identified partner|Aligned initiatives|Roles\n1|Alpha|Meals|0\n2|0|0|\n3|0||5"
    )
    formulas = {"B3": "='Part 2'!B7", "C3": "='Part 2'!$C$7", "B4": "=IF(A1,B7)", "D2": "=COUNT(A1:A3)"}
    rows = [row_says(row) for row in answers_of(with_formulas(drawn, formulas)).part("part4")]
    assert [(row.get("partner", ""), row.get("aligned", ""), row.get("roles", "")) for row in rows] == [
        ("Alpha", "Meals", "0"),
        ("", "", "5"),
    ]


def test_a_zero_beside_your_name_is_nothing_either() -> None:
    drawn = with_formulas(sheet("Start here", "Your name|0\nYour organization|YWCA"), {"B1": "=Sheet9!B2"})
    start = answers_of(drawn).form_row("start")
    assert (start.text("name"), start.text("organization")) == ("", "YWCA")


def test_what_stands_behind_your_name_in_one_cell_is_the_name() -> None:
    answers = answers_of(
        sheet("Start here", "Your name: Ann Lee|\nYour organization|YWCA\nSu correo electrónico: a@x.org")
    )
    start = answers.form_row("start")
    assert [start.text(key) for key in ("name", "organization", "email")] == ["Ann Lee", "YWCA", "a@x.org"]
    assert unplaced(answers) == []


def test_totals_are_no_organizations_and_give_the_one_above_nothing() -> None:
    drawn = sheet(
        "Part 2 Partnerships",
        HEADINGS + "\n1|Alpha|Philanthropy|||Staff\n|1|Philanthropy Count\n2|Total Health|Philanthropy|||Staff"
        "\n|Grand Total||||2\n|Total: 2 organizations\n|Suma\n||Philanthropy Total|||2",
    )
    answers = answers_of(with_formulas(drawn, {"B3": "=SUBTOTAL(3,B2:B2)", "F8": "=SUBTOTAL(9,F2:F4)"}))
    assert [row_says(row) for row in answers.part("part2")] == [
        {"name": name, "type": "Philanthropy", "assets": "Staff"} for name in ("Alpha", "Total Health")
    ]
    assert len(answers.unplaced) == 8
