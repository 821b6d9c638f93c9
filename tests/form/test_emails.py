"""Which addresses stand in what people type."""

import pytest

from mobility_xlsx.form.emails import addresses


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("jo@x.example", ("jo@x.example",)),
        (" mailto:jo@x.example. ", ("jo@x.example",)),
        ("Jo Lee <jo@x.example>; al@y.example, jo@x.example", ("jo@x.example", "al@y.example")),
        ("jo@x", ()),
        ("jo@@x.example", ()),
        ("jo..lee@x.example", ()),
        ("josé@x.example", ()),
        ("jo@x.example\r\nBcc: al@y.example", ("jo@x.example", "al@y.example")),
        ("", ()),
    ],
)
def test_addresses_are_taken_from_what_people_type(typed: str, found: tuple[str, ...]) -> None:
    assert addresses(typed) == found
