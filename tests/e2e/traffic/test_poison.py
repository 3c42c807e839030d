"""A message whose turn fails: an apology in its place, and everybody else goes on."""

import time
from pathlib import Path

from tests.support.bots import town
from tests.support.reading import body_of, places_of, settled
from tests.support.small_flows import write_small_flows
from tests.support.webhooks import notification, tap

CITIZEN, OTHERS = "962790000101", [f"9627900002{n:02}" for n in range(5)]


async def test_fault_63_a_poison_message_is_apologised_for_and_the_rest_goes_on(
    tmp_path: Path,
) -> None:
    """The third turn of one group fails: its neighbours, its lane and its redelivery do not."""
    flows = write_small_flows(tmp_path / "flows")
    orders = "turn.taken=raise@3"
    async with town(tmp_path, BOT_FLOWS=str(flows), BOT_FAILPOINTS=orders) as here:
        await here.bot.start()
        now = time.time()
        mine = [tap(CITIZEN, row, at=now) for row in ("alpha", "bravo", "charlie", "delta")]
        theirs = [tap(other, "echo", at=now) for other in OTHERS]
        group = notification([mine[0], theirs[0], mine[1], *theirs[1:], *mine[2:]])
        assert await here.deliver(group) == 200
        account = await settled(here)
        assert await here.deliver(group) == 200  # again: nobody is answered twice

        assert body_of(here.replies_to(CITIZEN)[1]).startswith("Sorry, something went wrong")
        assert places_of(here, CITIZEN)[0] == "Agency alpha"
        assert places_of(here, CITIZEN)[2:] == ["Agency charlie", "Agency delta"]
        assert [places_of(here, other) for other in OTHERS] == [["Agency echo"]] * len(OTHERS)
        assert account["replied"] == sum(account.values()) == len(mine) + len(theirs)
        assert here.bot.log().count("turn failed") == 1
        async with here.http.get(here.bot.url + "/metrics") as response:
            counted = 'bot_messages_total{detail="turn-failed",fate="waiting"} 1.0'
            assert counted in await response.text()
