"""A value that cannot stand is told with the one that was meant, where that is sure."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.flows.reading.meant import (
    day_meant,
    hours_meant,
    id_meant,
    phone_meant,
    place_meant,
    season_meant,
)
from tests.flows.authored import spoiled, told, write_flows


@pytest.mark.parametrize(
    ("find", "written", "meant"),
    [
        (day_meant, "31/12/2026", "2026-12-31"),
        (day_meant, "٣١/١٢/٢٠٢٦", "2026-12-31"),
        (day_meant, "2026-1-5", "2026-01-05"),
        (day_meant, "10 Nov 2026", "2026-11-10"),
        (day_meant, "31/31/2026", ""),
        (day_meant, "soon", ""),
        (season_meant, "09-01-10-31", "09-01..10-31"),
        (season_meant, "9-1…10-31", "09-01..10-31"),
        (season_meant, "2026-09-01..2026-10-31", "09-01..10-31"),
        (season_meant, "31-10..01-09", ""),
        (phone_meant, "06 566-2845", "065662845"),
        (phone_meant, "+962 (6) 566 2845", "+96265662845"),
        (phone_meant, "٠٦٥٦٦٢٨٤٥", "065662845"),
        (phone_meant, "065662845 ext 12", ""),
        (phone_meant, "117/118", ""),
        (id_meant, "National Archive", "national-archive"),
        (id_meant, "name_change", "name-change"),
        (id_meant, "أرشيف", ""),
        (place_meant, "31.957, 35.921", "[31.957, 35.921]"),
        (place_meant, ["31.957، 35.921"], "[31.957, 35.921]"),
        (place_meant, ["31.957° N", "35.921° E"], "[31.957, 35.921]"),
        (place_meant, ["٣١٫٩٥٧", "٣٥٫٩٢١"], "[31.957, 35.921]"),
        (place_meant, "https://www.google.com/maps/@31.957,35.921,17z", "[31.957, 35.921]"),
        (
            place_meant,
            "https://www.google.com/maps/place/X/@31.9,35.9,17z/data=!3d31.957!4d35.921",
            "[31.957, 35.921]",
        ),
        (place_meant, "https://maps.app.goo.gl/abc123", ""),
        (place_meant, "31°57'25.25\"N 35°55'15.61\"E", ""),
        (hours_meant, "Sunday to Thursday 8-15", "sun-thu 08:00-15:00"),
        (hours_meant, "sun-thu 8am-3pm", "sun-thu 08:00-15:00"),
        (hours_meant, "sun–thu 08:00–15:00", "sun-thu 08:00-15:00"),
        (hours_meant, "Saturday, 9:30 to 14:00", "sat 09:30-14:00"),
        (hours_meant, "always", ""),
        (hours_meant, "sun-thu 15:00-8:00", ""),
    ],
)
def test_what_was_meant_is_found_where_it_is_sure(
    find: Callable[[object], str], written: object, meant: str
) -> None:
    """What clerks type and paste; "" is better than a guess."""
    assert find(written) == meant


@pytest.mark.parametrize(
    ("old", "new", "mend"),
    [
        ("reviewed: 2026-11-01", "reviewed: 1/11/2026", "YYYY-MM-DD, here 2026-11-01"),
        ("at: [31.96, 35.91]", "at: 31.96, 35.91", "write [31.96, 35.91]"),
        ("id: non-conviction", "id: Non Conviction", 'write "non-conviction"'),
        ('hotline: "+96264603630"', "hotline: +962 6 460-3630", 'write "+96264603630"'),
        ("website:", 'opening: ["Sun-Thu 8-15"]\nwebsite:', 'hours as "sun-thu 08:00-15:00"'),
        (
            "    reviewed: 2026-11-01\n",
            "    when: {season: 09-01-10-31}\n",
            "such as 08-15..09-30; here 09-01..10-31",
        ),
    ],
)
def test_a_mistake_is_told_with_its_mend(tmp_path: Path, old: str, new: str, mend: str) -> None:
    """So that it can be copied from the message."""
    lines = told(write_flows(tmp_path / "flows", spoiled("moj.yaml", old, new)))

    assert any(mend in line for line in lines), lines
