"""Deliveries that come twice, packed anew or in another order: one reply a message."""

import asyncio
import time
from pathlib import Path

from tests.support.bots import town
from tests.support.reading import places_of, settled
from tests.support.small_flows import write_small_flows
from tests.support.webhooks import notification, tap

CITIZEN, OTHER = "962790000101", "962790000102"


async def test_fault_40_a_delivery_that_comes_again_adds_nothing(tmp_path: Path) -> None:
    """At the same moment, a little later, and after the process was killed."""
    flows = write_small_flows(tmp_path / "flows")
    async with town(tmp_path, BOT_FLOWS=str(flows)) as here:
        await here.bot.start()
        body = notification([tap(CITIZEN, "alpha", at=time.time(), wamid="wamid.once")])
        assert await asyncio.gather(*(here.deliver(body) for _ in range(10))) == [200] * 10
        await here.graph.until_accepted(1)
        assert await here.deliver(body) == 200
        await here.bot.kill()
        await here.bot.start()
        assert await here.deliver(body) == 200
        await here.deliver(notification([tap(CITIZEN, "bravo", at=time.time())]))
        account = await settled(here)

        assert len(places_of(here, CITIZEN)) == 2
        assert (account["replied"], sum(account.values())) == (2, 2)


async def test_fault_41_a_message_counts_once_however_it_is_packed(tmp_path: Path) -> None:
    """Twice in one body, then among others, in another order and beside somebody else's."""
    flows = write_small_flows(tmp_path / "flows")
    async with town(tmp_path, BOT_FLOWS=str(flows)) as here:
        await here.bot.start()
        now = time.time()
        one, two, three = (
            tap(CITIZEN, row, at=now, wamid=f"wamid.{row}") for row in ("alpha", "bravo", "charlie")
        )
        # the platform's ids are unique for a number; another citizen's is another message
        others = tap(OTHER, "delta", at=now, wamid="wamid.alpha")
        for messages in ([one, one], [one, two], [two, one, three, two], [others, three, one]):
            assert await here.deliver(notification(messages)) == 200
        account = await settled(here)

        assert len(places_of(here, CITIZEN)) == 3
        assert len(set(places_of(here, CITIZEN))) == 3
        assert len(places_of(here, OTHER)) == 1
        assert (account["replied"], sum(account.values())) == (4, 4)


async def test_fault_42_deliveries_out_of_order_are_all_answered(tmp_path: Path) -> None:
    """The order of acceptance holds, whatever the times in them say."""
    flows = write_small_flows(tmp_path / "flows")
    async with town(tmp_path, BOT_FLOWS=str(flows)) as here:
        await here.bot.start()
        now = time.time()
        rows = ["charlie", "alpha", "bravo"]
        for row, age_s in zip(rows, (0, 20, 10), strict=True):
            assert await here.deliver(notification([tap(CITIZEN, row, at=now - age_s)])) == 200
        both = [tap(OTHER, row, at=now - n) for n, row in enumerate(rows)]
        assert await asyncio.gather(*(here.deliver(notification([m])) for m in both)) == [200] * 3
        account = await settled(here)

        first = places_of(here, CITIZEN)
        assert first == [f"Agency {row}" for row in rows]
        assert sorted(places_of(here, OTHER)) == sorted(first)
        assert (account["replied"], sum(account.values())) == (6, 6)
