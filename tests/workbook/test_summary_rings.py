"""The rings: everybody once, in their ring, nobody on top of another, and a PNG that is one."""

import math
import struct
import zlib
from itertools import combinations

import pytest
from fake_results import large, small

from mobility_xlsx.workbook.lettering import text_width
from mobility_xlsx.workbook.summary_rings import DOT, TITLE_SIZE, arranged, rings_png
from mobility_xlsx.workbook.summary_story import Ring, rings


@pytest.mark.parametrize("make", [small, large])
def test_nobody_stands_on_top_of_another_or_outside_their_ring(make: object) -> None:
    assert callable(make)
    groups = rings(make())
    drawing = arranged(groups)
    assert [(dot.who, dot.more) for dot in drawing.dots] == [member for ring in groups for member in ring.members]
    for one, other in combinations(drawing.dots, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) >= 2 * DOT
    inner = {band.key: (0.0 if not i else drawing.bands[i - 1].radius) for i, band in enumerate(drawing.bands)}
    outer = {band.key: band.radius for band in drawing.bands}
    for dot in drawing.dots:
        assert inner[dot.key] + DOT <= math.hypot(dot.x, dot.y) <= outer[dot.key] - DOT


@pytest.mark.parametrize("make", [small, large])
def test_nobody_stands_on_a_title(make: object) -> None:
    assert callable(make)
    drawing = arranged(rings(make()))
    for band in drawing.bands:
        wide = max(text_width(line, TITLE_SIZE, bold=True) for line in band.lines) / 2 + DOT
        high = 6.5 * len(band.lines) + DOT
        for dot in drawing.dots:
            assert abs(dot.x) >= wide or abs(dot.y - band.title_y) >= high, (dot, band)


def test_an_empty_coalition_still_has_its_rings() -> None:
    drawing = arranged([Ring("team", "Management team", ()), Ring("partners", "Key stakeholder partners", ())])
    assert [band.title for band in drawing.bands] == ["Management team (0)", "Key stakeholder partners (0)"]
    assert drawing.dots == ()


def test_the_picture_is_a_sound_png_and_the_same_every_time() -> None:
    drawing = arranged(rings(small()))
    picture = rings_png(drawing, 1.0)
    assert picture == rings_png(drawing, 1.0)
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = struct.unpack(">II", picture[16:24])
    assert wide == high == math.ceil(2 * drawing.radius)
    start = picture.index(b"IDAT") + 4
    length = struct.unpack(">I", picture[start - 8 : start - 4])[0]
    assert len(zlib.decompress(picture[start : start + length])) == high * (1 + 3 * wide)
