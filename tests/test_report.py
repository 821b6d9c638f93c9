"""report.html: one page, nothing fetched, nothing run; the same story; hostile names stay text."""

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parent / "workbook"))

from fake_results import large, small

from mobility_xlsx.report import report, write_report
from mobility_xlsx.workbook.summary_story import next_steps

VOID = {"meta", "br", "link", "img", "circle", "rect", "line"}


class Page(HTMLParser):
    """Collects tags and texts, and checks that every tag is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_page_is_whole_and_fetches_and_runs_nothing() -> None:
    text = report(small())
    page = Page(text)
    assert page.open == []
    assert not {"script", "link", "img", "iframe", "object", "embed", "form"} & {tag for tag, _ in page.tags}
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "action")]
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in text
    assert "@import" not in text


def test_a_need_that_only_others_meet_is_met_by_nobody_on_the_list() -> None:
    results = small()
    assert results.shortlist is not None
    only = results.shortlist.picks[0].meets[0]
    alone = replace(results.shortlist, picks=tuple(one for one in results.shortlist.picks if only not in one.meets))
    said = report(replace(results, shortlist=alone))
    assert "<td>Nobody on the list</td>" in said
    assert "<td>Nobody</td>" in said  # the gap


def test_what_people_wrote_beside_part_1_is_told_when_they_did() -> None:
    results = small()
    assert "What people wrote beside Part 1" in report(results)
    assert "=Veterans" in report(results)
    assert "What people wrote beside Part 1" not in report(replace(results, beside=()))


def test_the_page_can_be_heard_as_well_as_seen() -> None:
    page = Page(report(small()))
    tags = dict(page.tags)
    assert tags["html"]["lang"] == "en"
    assert {"header", "main", "nav", "footer", "title"} <= set(tags)
    pictures = [attributes for tag, attributes in page.tags if tag == "svg"]
    assert len(pictures) == 3
    assert all(one["role"] == "img" and one["aria-label"] for one in pictures)
    assert all(attributes.get("scope") for tag, attributes in page.tags if tag == "th")
    headings = [tag for tag, _ in page.tags if tag in ("h1", "h2", "h3")]
    assert headings[0] == "h1"
    assert set(headings[1:]) == {"h2"}
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    links = [str(attributes["href"])[1:] for tag, attributes in page.tags if tag == "a"]
    assert len(ids) == len(set(ids))
    assert set(links) == set(ids)


def test_every_pick_invitation_and_gap_is_told() -> None:
    results = small()
    said = " ".join(Page(report(results)).texts)
    assert results.shortlist is not None
    for name in (pick.name for pick in results.shortlist.picks):
        assert name in said
    for one in results.assignment.invitations:
        assert one.invitee.who in said
    assert results.shortlist.gaps[0].need.label in said
    assert "What to do next" in said


def test_every_section_tells_what_it_is_about() -> None:
    results = small()
    page = Page(report(results))
    said = " ".join(page.texts)
    assert results.metrics is not None
    told = (
        *(step.says for step in next_steps(results)),
        *(change.says for change in results.changes),
        *results.gone,
        *(step.what for step in results.plan),
        *(figure.says for figure in results.metrics.figures),
        *(one.why for one in results.returned if one.why),
        *(one.name for one in results.inventory.organizations),
        *(step.says for step in results.steps_in),
    )
    assert [text for text in told if text not in said] == []
    assert "None" not in page.texts


def test_hostile_names_stay_text() -> None:
    results = small()
    hostile = "<script>alert(1)</script>\"' onload=x & </svg>"
    first = results.inventory.organizations[0]
    renamed = replace(first, name=hostile)
    inventory = replace(results.inventory, organizations=(renamed, *results.inventory.organizations[1:]))
    assert results.shortlist is not None
    picks = (replace(results.shortlist.picks[0], id=first.id, name=hostile), *results.shortlist.picks[1:])
    shortlist = replace(results.shortlist, picks=picks)
    page = Page(report(replace(results, community=hostile, inventory=inventory, shortlist=shortlist)))
    assert "script" not in {tag for tag, _ in page.tags}
    assert hostile in page.texts
    assert page.open == []


def test_a_run_without_anything_still_gives_a_page() -> None:
    results = small()
    empty = replace(
        results,
        returned=(),
        problems=(),
        needs=(),
        shortlist=None,
        inventory=replace(results.inventory, organizations=(), questions=(), nominations=(), ties=()),
        assignment=replace(results.assignment, invitations=(), loads=()),
        steps_in=(),
        changes=(),
        gone=(),
    )
    assert "No workbook has been read yet" in report(empty)


def test_the_same_results_give_the_same_page(tmp_path: Path) -> None:
    write_report(large(), tmp_path / "one.html")
    write_report(large(), tmp_path / "two.html")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


@pytest.mark.program
def test_a_browser_shows_and_prints_it(tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no Chromium here")
    page = tmp_path / "report.html"
    write_report(small(), page)
    run = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    dom = subprocess.run(
        [*run, "--dump-dom", page.as_uri()], capture_output=True, text=True, timeout=90, check=True
    ).stdout
    assert len(re.findall("<svg", dom)) == 3
    subprocess.run(
        [*run, f"--print-to-pdf={tmp_path / 'page.pdf'}", page.as_uri()], capture_output=True, timeout=90, check=True
    )
    assert (tmp_path / "page.pdf").read_bytes()[:5] == b"%PDF-"
