"""The library for colleagues: paths, bytes and streams in, DataFrames with documented columns out."""

import doctest
import io
import shutil
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest
from msgspec.structs import replace

import mobility_xlsx as mx
from mobility_xlsx import demo, errors, library
from mobility_xlsx.errors import BadChoice, CannotWrite, NothingToCover, NothingToRead
from mobility_xlsx.project import listed

pytestmark = pytest.mark.xdist_group("library")


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library") / "city"
    demo.make(folder)
    return folder / "returned"


@pytest.fixture(scope="module")
def run(returned: Path) -> mx.Reading:
    return mx.read(returned)


def test_the_frames_have_their_documented_columns_and_no_missing_text(run: mx.Reading) -> None:
    assert list(run.problems.columns) == [
        "code", "severity", "file", "sheet", "cell", "value", "says", "fix", "suggestion",
    ]  # fmt: skip
    assert list(run.needs.columns) == ["kind", "label", "weight", "votes", "covered_by"]
    assert list(run.mentions.columns) == ["id", "name", "field", "value", "file", "sheet", "cell"]
    for frame in (run.problems, run.inventory, run.needs, run.mentions):
        assert not frame.empty
        assert not frame.isna().any().any()
    assert run.inventory["populations"].map(lambda value: isinstance(value, tuple)).all()
    assert run.inventory["may_oppose"].dtype == bool


def test_every_value_of_the_long_form_is_traced_to_its_cell(run: mx.Reading) -> None:
    fcf = run.mentions[run.mentions["name"] == "Maple Hollow Housing Authority"]
    assert ("type", "Nonprofit and CBOs", "Copy of inventory.xls", "Part 2 Partnerships", "C14") in set(
        fcf[["field", "value", "file", "sheet", "cell"]].itertuples(index=False, name=None)
    )


def test_bytes_streams_and_paths_read_alike(returned: Path) -> None:
    path = returned / "mayor.xlsx"
    by_path = mx.read(path)
    by_bytes = mx.read(path.read_bytes())
    with open(path, "rb") as stream:
        by_stream = mx.read(stream)
    several = mx.read([path])
    assert list(by_path.inventory["name"]) == list(by_bytes.inventory["name"]) == list(by_stream.inventory["name"])
    pd.testing.assert_frame_equal(by_path.inventory, several.inventory)
    for same in (bytearray(path.read_bytes()), memoryview(path.read_bytes())):
        assert list(mx.read(same).inventory["name"]) == list(by_bytes.inventory["name"])
    assert by_bytes.run.checked.files[0].file == "workbook 1"
    assert by_stream.run.checked.files[0].file == "mayor.xlsx"


def test_any_executor_gives_the_same_result(returned: Path, run: mx.Reading) -> None:
    for kind in (ThreadPoolExecutor, ProcessPoolExecutor):
        with kind(2) as executor:
            other = mx.read(returned, executor=executor)
        pd.testing.assert_frame_equal(run.problems, other.problems)
        pd.testing.assert_frame_equal(run.inventory, other.inventory)


def test_a_shortlist_of_a_size_and_its_invitations(run: mx.Reading) -> None:
    found = mx.shortlist(run, size=3)
    assert (len(found.picks), found.proven) == (3, True)
    invited = {one.invitee.organization_id for one in mx.invitations(run, found).invitations}
    assert set(found.ids) <= invited
    assert mx.invitations(run) is run.run.results.assignment


def test_the_size_that_staff_chose_holds_unless_another_is_asked_for(run: mx.Reading) -> None:
    decided = replace(run.run.results, shortlist=listed(run.run.results, 2))
    reading = mx.Reading(replace(run.run, results=decided))
    assert len(mx.shortlist(reading).picks) == 2
    assert len(mx.shortlist(reading, size=3).picks) == 3


def test_summary_and_template_are_written_to_paths_and_streams(run: mx.Reading, tmp_path: Path) -> None:
    mx.write_summary(run, tmp_path / "Summary.xlsx")
    stream = io.BytesIO()
    mx.write_summary(run, stream)
    assert stream.getvalue() == (tmp_path / "Summary.xlsx").read_bytes()
    mx.write_template(tmp_path / "blank.xlsx", language="es", organizations=30)
    blank = io.BytesIO()
    mx.write_template(blank, language="es", organizations=30)
    assert blank.getvalue() == (tmp_path / "blank.xlsx").read_bytes()


def test_what_cannot_be_read_at_all_is_an_error_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(NothingToRead, match="Save what partners sent back"):
        mx.read(tmp_path)
    with pytest.raises(BadChoice, match="There is no file or folder"):
        mx.read(tmp_path / "nowhere")
    mx.write_template(tmp_path / "blank.xlsx")
    with pytest.raises(NothingToCover, match="No need is marked"):
        mx.shortlist(mx.read(tmp_path / "blank.xlsx"))


@pytest.mark.parametrize("given", [io.StringIO("no bytes"), [b"", 5], [None]])
def test_what_is_neither_a_path_nor_bytes_is_told(given: object) -> None:
    with pytest.raises(BadChoice, match=r'^Workbook \d is \w+, not bytes. Give its path, or open it with "rb".$'):
        mx.read(given)  # type: ignore[arg-type]


def test_what_cannot_be_written_is_told_in_plain_words(run: mx.Reading, tmp_path: Path) -> None:
    for write in (lambda path: mx.write_summary(run, path), mx.write_template):
        with pytest.raises(CannotWrite, match=r"^[\w ]+ cannot be written: no such file or directory.$"):
            write(tmp_path / "nowhere" / "a.xlsx")


def test_a_notebook_shows_counts_and_the_list(run: mx.Reading) -> None:
    shown = run._repr_html_()
    assert "Stakeholder inventory" in shown
    assert "<li>Access Maple</li>" in shown


def test_the_examples_in_the_docstrings_run() -> None:
    found = doctest.testmod(library)
    assert (found.failed, found.attempted > 5) == (0, True)


def test_a_project_folder_is_read_with_what_staff_decided(returned: Path, run: mx.Reading) -> None:
    reading = mx.read(returned.parent)
    pd.testing.assert_frame_equal(reading.problems, run.problems)
    assert {Path(one.file).name for one in reading.run.checked.files} == {path.name for path in returned.iterdir()}
    assert reading.run.results.roster.project_manager is not None
    without = mx.read([returned.parent])
    assert without.run.results.roster.project_manager is None
    assert list(without.inventory["id"])


def test_paths_and_bytes_together_are_one_run(returned: Path, tmp_path: Path) -> None:
    shutil.copy2(returned / "mayor.xlsx", tmp_path)
    second = (returned / "inventory_Theo (1).xlsx").read_bytes()
    shutil.copy2(returned / "inventory_Theo (1).xlsx", tmp_path / "workbook 2.xlsx")
    mixed, whole = mx.read([tmp_path / "mayor.xlsx", second]), mx.read([tmp_path])
    assert list(mixed.problems["code"]) == list(whole.problems["code"])


def test_a_size_or_a_language_that_cannot_be_is_told(run: mx.Reading) -> None:
    with pytest.raises(BadChoice, match="one partner or more; -2 were asked for"):
        mx.shortlist(run, size=-2)
    with pytest.raises(BadChoice, match="There is no form in 'xx'"):
        mx.write_template(io.BytesIO(), language="xx")
    for room in ({"organizations": 0}, {"per_sector": 501}):
        with pytest.raises(BadChoice, match="from 1 to 500"):
            mx.write_template(io.BytesIO(), **room)
    with pytest.raises(NothingToRead, match="nothing was given"):
        mx.read([])


def test_the_public_names_are_what_a_colleague_is_shown() -> None:
    assert dir(mx) == sorted(mx.__all__)
    family = {name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, Exception)}
    assert family <= {*mx.__all__}


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(AttributeError, match="no attribute 'readd'"):
        mx.readd  # noqa: B018


def test_two_streams_of_one_name_are_two_files(tmp_path: Path) -> None:
    for folder in "pqr":
        (tmp_path / folder).mkdir()
        mx.write_template(tmp_path / folder / "f.xlsx")
    with open(tmp_path / "q" / "f.xlsx", "rb") as one, open(tmp_path / "r" / "f.xlsx", "rb") as other:
        files = mx.read([tmp_path / "p" / "f.xlsx", one, other]).run.checked.files
    assert [file.file for file in files] == ["f (2).xlsx", "f (3).xlsx", "f.xlsx"]
