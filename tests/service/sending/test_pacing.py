"""The number's allowance holds, in and out together, and complaints are heeded."""

from bot.service.sending.pacing import Pacing
from tests.support.clocks import SettableClock


def sent_in(pacing: Pacing, clock: SettableClock, seconds: float) -> int:
    """How many messages pass when everybody waits as told."""
    end, count = clock.monotonic() + seconds, 0
    while clock.monotonic() < end:
        wait_s = pacing.wait_s()
        if wait_s:
            clock.move(wait_s)
        else:
            count += 1
    return count


def test_no_more_than_the_allowance_is_sent() -> None:
    """80 a second is 80 a second, with a little burst at most."""
    clock = SettableClock()

    assert 780 <= sent_in(Pacing(80, clock), clock, 10.0) <= 815


def test_inbound_messages_use_up_the_allowance() -> None:
    """Half of the allowance is always left for replies."""
    clock = SettableClock()
    pacing = Pacing(80, clock)

    for _ in range(200):
        pacing.count_inbound(6)
        clock.move(0.1)

    assert 40 <= pacing.rate < 45
    clock.move(60)
    pacing.wait_s()
    assert pacing.rate == 80


def test_throttling_halves_the_speed_and_time_restores_it() -> None:
    """After 130429 the number goes slower, then finds its way back by itself."""
    clock = SettableClock()
    pacing = Pacing(80, clock)

    pacing.slow_down()
    pacing.slow_down()

    assert pacing.rate == 20
    clock.move(30)
    pacing.wait_s()
    assert pacing.rate == 80


def test_speed_never_falls_to_nothing() -> None:
    """However often the platform complains, something still goes."""
    clock = SettableClock()
    pacing = Pacing(80, clock)

    for _ in range(1000):
        pacing.slow_down()

    assert pacing.rate > 1
