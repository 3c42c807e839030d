"""Row ids are read strictly, and every id that is sent reads back as what it meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.addresses import (
    ID_MAX,
    Action,
    Erase,
    Explain,
    FindNearest,
    Open,
    Rate,
    ShowHits,
    Switch,
    hits_id,
    nearest_id,
    page_id,
    part_id,
    rate_id,
    read_id,
    reason_id,
    switch_id,
)

FEES = "cspd/passport-renew/fees"

_SENT: list[tuple[str, Action]] = [
    ("@main", Open("@main")),
    (FEES, Open(FEES)),
    (page_id("@main", 2), Open("@main", 2)),
    (page_id("cspd", 1), Open("cspd")),
    (part_id(FEES, 2), Open(FEES, 2)),
    (switch_id("ar", "@main"), Switch("ar", "@main")),
    (rate_id(FEES, is_useful=True), Rate(True, FEES)),
    (rate_id(FEES, is_useful=False), Rate(False, FEES)),
    (reason_id("other-service", FEES), Explain("other-service", FEES)),
    (nearest_id("cspd/offices"), FindNearest("cspd/offices")),
    (hits_id(("cspd/id-renew", FEES)), ShowHits(("cspd/id-renew", FEES))),
    ("@erase:yes", Erase()),
]


@pytest.mark.parametrize(("row_id", "action"), _SENT, ids=lambda value: str(value)[:40])
def test_every_id_reads_back_as_what_it_meant(row_id: str, action: Action) -> None:
    """The wording of ids is for ever: rows sent years ago are still tapped."""
    assert read_id(row_id) == action


def test_hits_that_find_no_room_in_an_id_are_left_out() -> None:
    """The best come first, so the last are dropped."""
    hits = tuple(f"agency-{number}/service-with-a-long-name" for number in range(6))
    row_id = hits_id(hits)

    assert len(row_id) <= ID_MAX
    assert read_id(row_id) == ShowHits(hits[:4])


@given(st.text(max_size=200))
def test_nothing_that_is_tapped_raises(row_id: str) -> None:
    """Ids come from outside: any text is read or refused."""
    action = read_id(row_id)

    assert action is None or len(row_id) <= ID_MAX


@pytest.mark.parametrize(
    "row_id",
    ["Cspd", "cspd/", "/cspd", "cspd//fees", "1cspd", "cspd?page=0", "cspd?page=100", "@ar:"],
)
def test_what_the_bot_never_sent_is_refused(row_id: str) -> None:
    """Near misses are no addresses."""
    assert read_id(row_id) is None


def test_an_id_longer_than_any_of_ours_is_refused() -> None:
    """However well it is formed: nothing beyond the bound is looked at."""
    assert read_id("/".join(["agency"] * 21)) is not None
    assert read_id("/".join(["agency"] * 22)) is None
