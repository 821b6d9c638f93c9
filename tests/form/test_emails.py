"""Email addresses out of what people type, and the one a near miss means."""

import pytest

from mobility_xlsx.form.emails import address, addresses, likely, repaired


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" Ann.Lee@x.org ", "Ann.Lee@x.org"),
        ("Ann Lee <ann@x.org> ", "ann@x.org"),
        ("<ann@x.org> <bob@y.org>", "bob@y.org"),
        ("<ann@x.org> please", ""),
        ("mailto:ann@x.org", "ann@x.org"),
        ("\u00a0ann@x.org\u200b", "ann@x.org"),
        ("ann@x.org,;.", "ann@x.org"),
        ("xena@city.mx", "xena@city.mx"),
        ("ann@münchen.de", ""),
        ("josé@x.org", ""),
        ("ann@a.b-c.example", "ann@a.b-c.example"),
        ("ann..lee@x.org", ""),
        (".ann@x.org", ""),
        ("ann@x", ""),
        ("ann@x.o", ""),
        ("ann@x.o1", ""),
        ("ann@-x.org", ""),
        ("ann@x-.org", ""),
        ("a(b@x.org", ""),
        ("@x.org", ""),
        ("ann@x.org jo@y.org", ""),
    ],
)
def test_an_address_is_found_in_its_frame_and_nothing_else_is_one(text: str, found: str) -> None:
    assert address(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ann@x.org, xena@y.mx", ("ann@x.org", "xena@y.mx")),
        ("(xena@x.mx)/<jo@y.org>;kim@z.org", ("xena@x.mx", "jo@y.org", "kim@z.org")),
        ("ann@x.org Jo", ("ann@x.org",)),
        ("Jo Lee <jo@x.example>; al@y.example, 'jo@x.example'", ("jo@x.example", "al@y.example")),
        ("jo@x.example\r\nBcc: al@y.example", ("jo@x.example", "al@y.example")),
        ("Jo", ()),
    ],
)
def test_every_address_of_a_cell_is_found(text: str, found: tuple[str, ...]) -> None:
    assert addresses(text) == found


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("GMAILL.com", "gmail.com"),
        ("yaho.com", "yahoo.com"),
        ("hotmial.com", "hotmail.com"),
        ("outlok.com", "outlook.com"),
        ("icloud.co", "icloud.com"),
        ("comcast.ne", "comcast.net"),
        ("verizom.net", "verizon.net"),
        ("protonmail.cm", "protonmail.com"),
        ("ymai.com", "ymail.com"),
        ("sbcgobal.net", "sbcglobal.net"),
        ("live.con", "live.com"),
        ("att.ney", "att.net"),
        ("Mill.comm", "mill.com"),
        ("mill.cm", "mill.com"),
        ("mill.ogr", "mill.org"),
        ("mill.orgg", "mill.org"),
        ("a.mill.gv", "a.mill.gov"),
    ],
)
def test_one_slip_in_a_common_ending_is_seen_and_its_mending_is_final(slip: str, meant: str) -> None:
    assert likely(f"ann@{slip}") == f"ann@{meant}"
    assert likely(f"ann@{meant}") == ""


@pytest.mark.parametrize("domain", ["GMAIL.com", "mail.com", "aol.co", "msm.com", "comcast.com", "mill.gov", "at"])
def test_other_endings_are_left_alone(domain: str) -> None:
    assert likely(f"ann@{domain}") == ""
    assert likely("@gmial.com") == ""


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (" ann at x.org", "ann@x.org"),
        ("ann (at) x.org", "ann@x.org"),
        ("ann[at]x.org", "ann@x.org"),
        ("pat at x dot org", "pat@x.org"),
        ("ann [dot] lee at x (dot) org", "ann.lee@x.org"),
        ("ann @ x . org", "ann@x.org"),
        ("ann@x,org", "ann@x.org"),
        ("ann@@x..org", "ann@x.org"),
        ("ann@at.org", "ann@at.org"),
        ("ann at home at x.org", "ann@homeatx.org"),
        ("at home", ""),
        ("ann x.org", ""),
        ("dot", ""),
        ("ann" + " " * 32_000 + "at x.org", "ann@x.org"),
        ("ann" + "\n" * 32_000, ""),
    ],
)
def test_an_address_in_words_is_put_together(text: str, meant: str) -> None:
    assert repaired(text) == meant
