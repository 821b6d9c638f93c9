"""The Mobility Metrics: the right row, what stands in it in words, and nothing quoted that should not be."""

import re
from pathlib import Path

import pytest

from mobility_xlsx.form.decisions import DecidedAt, Decisions, SettingLine
from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.metrics import Figure, community_metrics, read_metrics, striking, values, wordings

SHARED = Path(__file__).parents[2] / "shared" / "metrics"

CITIES = """\
state,place,state_name,place_name,share_in_preschool,share_in_preschool_quality,share_debt_col,share_debt_col_quality,\
ratio_white_nh_house_value_households,ratio_white_nh_house_value_households_quality,share_homeless,homeless_quality
01,03076,Alabama,Auburn city,0.5468936674218098,3,NA,NA,83.0%:70.5%,3,8.05153e-4,1
17,06613,Illinois,Bloomington city,0.648,2,NA,NA,88.6%:82.7%,3,0.0315265,1
18,05860,Indiana,Bloomington city,0.5214,1,0.37,1,88.9%:85.2%,1,0.0188,1
21,48006,Kentucky,Louisville/Jefferson County metro government (balance),0.396,2,0.37021,1,81.3%:69.1%,1,0.0489,1
39,01000,Ohio,Akron city,0.29,1,0.463,1,78.1%:62.3%,1,0,1
"""


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Bloomington, Indiana", "Bloomington city, Indiana"),
        ("bloomington CITY, in", "Bloomington city, Indiana"),
        ("Bloomington city (Illinois)", "Bloomington city, Illinois"),
        ("Bloomington Indiana", "Bloomington city, Indiana"),
        ("18 05860", "Bloomington city, Indiana"),
        ("1805860", "Bloomington city, Indiana"),
        ("18-5860", "Bloomington city, Indiana"),
        ("01 03076", "Auburn city, Alabama"),
        ("103076", "Auburn city, Alabama"),
        ("Akron", "Akron city, Ohio"),
    ],
)
def test_the_row_is_found_by_code_or_by_name_and_state(wanted: str, name: str) -> None:
    assert read_metrics(CITIES.encode(), "cities.csv", wanted).place == name


@pytest.mark.parametrize(
    ("wanted", "remark"),
    [
        ("Bloomington", "could be Bloomington city, Illinois; Bloomington city, Indiana"),
        ("05860", "is not in the metrics file"),
        ("Louisville, Kentucky", "Did you mean Louisville/Jefferson County metro government (balance), Kentucky?"),
        ("Blomington, Indiana", "Did you mean Bloomington city, Indiana?"),
        ("Atlantis, Ohio", "is not in the metrics file. Write the name as it stands there"),
    ],
)
def test_what_cannot_be_told_is_asked(wanted: str, remark: str) -> None:
    found = read_metrics(CITIES.encode(), "cities.csv", wanted)
    assert remark in found.remark
    assert (found.figures, found.striking) == ((), None)


@pytest.mark.parametrize("note", ["Source: Urban Institute", "Source: Urban Institute,,,,,,,,,,"])
def test_a_note_below_the_table_is_no_place(note: str) -> None:
    noted = f"{CITIES}{note}\n".encode()
    assert read_metrics(noted, "cities.csv", "Akron").place == "Akron city, Ohio"
    assert "Did you mean Bloomington city, Indiana?" in read_metrics(noted, "cities.csv", "Blomington, Indiana").remark


@pytest.mark.parametrize("wanted", ["Kansas City, Missouri", "Kansas City city, MO", "Kansas City MO", "29 38000"])
def test_a_city_that_is_called_city_is_found(wanted: str) -> None:
    rows = "state,place,state_name,place_name\n20,36000,Kansas,Kansas City city\n29,38000,Missouri,Kansas City city\n"
    assert read_metrics(rows.encode(), "c.csv", wanted).place == "Kansas City city, Missouri"


def test_a_county_row_called_city_is_not_the_county() -> None:
    rows = "state,county,state_name,county_name,share_employed,share_employed_quality\n"
    rows += "51,600,Virginia,Fairfax city,0.8,1\n"
    assert read_metrics(rows.encode(), "c.csv", "Fairfax city, VA").place == "Fairfax city, Virginia"
    found = read_metrics(rows.encode(), "c.csv", "Fairfax County, Virginia")
    assert found.place == ""
    assert "Did you mean Fairfax city, Virginia?" in found.remark


def test_figures_are_said_in_words_with_their_quality() -> None:
    found = read_metrics(CITIES.encode(), "cities.csv", "01 03076", year="2024")
    assert [(one.predictor, one.says, one.quality, one.quotable) for one in found.figures] == [
        ("Housing stability",
         "Less than 0.1 percent of public school children were homeless at some time in the school year.",
         "sound", True),
        ("Access to preschool", "55 percent of 3- and 4-year-olds are enrolled in nursery school or preschool.",
         "serious issues", False),
        ("Wealth-building opportunities",
         "White households own 83 percent of the value of all homes and are 71 percent of households.",
         "serious issues", False),
    ]  # fmt: skip


def test_a_file_whose_zeros_a_spreadsheet_dropped_is_read_all_the_same() -> None:
    saved = CITIES.replace("\n01,03076", "\n1,3076").replace("\n39,01000", "\n39,1000").replace(",", ";")
    for text in (saved.encode("utf-8-sig"), saved.encode("utf-16"), saved.encode("cp1252")):
        assert read_metrics(text, "cities.csv", "39 01000").place == "Akron city, Ohio"


def test_newer_names_and_words_of_quality_are_known() -> None:
    rows = "year,state,county,state_name,county_name,share_debt_coll,share_debt_coll_quality\n"
    rows += "2021,39,153,Ohio,Summit County,0.5,Weak\n2023,39,153,Ohio,Summit County,0.27,Marginal\n"
    found = read_metrics(rows.encode(), "c.csv", "Summit County, Ohio")
    assert [(one.says, one.quality) for one in found.figures] == [
        ("27 percent of residents have debt in collections.", "some issues")
    ]
    assert found.year == "2023"
    source = "(Urban Institute, Mobility Metrics, 2023; the data have some issues)"
    assert found.quote == f"27 percent of residents have debt in collections {source}."


def test_no_doctor_is_not_a_doctor_for_nobody() -> None:
    rows = "state,county,state_name,county_name,ratio_population_pc_physician,ratio_population_pc_physician_quality\n"
    for text, says in (
        ("0", "There is no primary care doctor."),
        ("2235:1", "There is one primary care doctor for 2,235 people."),
    ):
        found = read_metrics(f"{rows}48,301,Texas,Loving County,{text},1\n".encode(), "c.csv", "48301")
        assert found.figures[0].says == says


@pytest.mark.parametrize("text", ["NA", "", "n/a", "--", "1:", "abc", "nan", "inf"])
def test_what_is_not_known_is_no_number(text: str) -> None:
    assert values(text) == ()


def test_the_striking_figure_is_quotable_and_of_a_concern() -> None:
    def figure(predictor: str, quality: str, worse: float | None, better: bool | None = False) -> Figure:
        return Figure(predictor, "x", predictor, quality, quality != "serious issues", 0.5, better, worse)

    doubtful, sound = figure("A", "some issues", 0.9), figure("B", "sound", 0.6)
    never, neither, concern = (
        figure("C", "serious issues", 1.0),
        figure("D", "sound", 1.0, None),
        figure("E", "sound", 0.1),
    )
    every = (doubtful, sound, never, neither, concern)
    assert striking(every) == sound
    assert striking(every, ("E",)) == concern
    assert striking(every, ("C",)) == sound
    assert striking((never, neither)) is None


@pytest.mark.parametrize(("others", "share"), [((10, 20, 30, 60, 70), 0.6), ((10, 20, 30, 60), None)])
def test_a_figure_is_compared_with_five_other_places_or_with_none(others: tuple[int, ...], share: float | None) -> None:
    lines = ["state,place,state_name,place_name,share_debt_col,share_debt_col_quality", "39,1,Ohio,Akron city,0.5,1"]
    lines += [f"39,{i},Ohio,Town {i} city,0.{percent},2" for i, percent in enumerate(others, 2)]
    lines.append("39,9,Ohio,Doubtful city,0.1,3")  # a figure that may not be quoted is none to compare with
    (figure,) = read_metrics("\n".join(lines).encode(), "cities.csv", "Akron, Ohio").figures
    assert figure.worse_than == share


def test_the_file_named_in_settings_is_read_or_missed_in_words(tmp_path: Path) -> None:
    def decided(**said: str) -> Decisions:
        return Decisions(tuple(SettingLine(key, key, text, DecidedAt("Settings", "B5")) for key, text in said.items()))

    (tmp_path / "cities.csv").write_text(CITIES, encoding="utf-8")
    assert community_metrics(tmp_path, decided()) is None
    named = decided(metrics_file="cities", metrics_place="Akron, OH", metrics_year="2024")
    found = community_metrics(tmp_path, named)
    assert found is not None
    assert (found.place, found.file, found.year) == ("Akron city, Ohio", "cities.csv", "2024")
    for said, remark in (
        (
            {"metrics_file": "../secret/counties.csv", "metrics_place": "Akron"},
            "counties.csv is not in the project folder",
        ),
        ({"metrics_file": "cities.csv"}, "Settings does not say which place is yours"),
    ):
        missing = community_metrics(tmp_path, decided(**said))
        assert missing is not None
        assert remark in missing.remark


def test_every_wording_names_a_predictor_and_ends_as_a_sentence() -> None:
    labels = {label.text for label in load_form().vocabulary("predictors").labels}
    assert {one.predictor for one in wordings()} == labels
    assert all(one.says.endswith(".") for one in wordings())
    names = [name for one in wordings() for name in one.names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", ["cities.csv", "counties.csv"])
def test_every_row_of_the_real_files_is_read(name: str) -> None:
    path = SHARED / name
    if not path.exists():
        pytest.skip("the sample of the metrics is not here")
    data = path.read_bytes()
    text = data.decode("utf-8").splitlines()
    heads = text[0].split(",")
    for line in text[1:]:
        cells = line.split(",")
        found = read_metrics(data, name, f"{cells[0]} {cells[1]}")
        assert found.place.startswith(cells[3])
        assert found.striking is None or found.striking.quality in ("sound", "some issues")
        for figure in found.figures:
            assert not re.search(r"\{|NA|nan|e-\d|\d{4,}\.\d", figure.says)
            assert cells[heads.index(figure.variable)] != "NA"
    known = {column for wording in wordings() for column in wording.names}
    told = [head for head in heads[4:] if not re.search("_(quality|lb|ub)$", head)]
    assert [head for head in told if head not in known] == []
