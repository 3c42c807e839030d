"""Whose clock is believed, and from when on."""

from email.utils import formatdate

from bot.service.platform_time import PlatformTime
from tests.support.clocks import SettableClock


def test_a_clock_that_agrees_is_left_alone() -> None:
    """Whole seconds and slow answers are no error of the clock."""
    clock = SettableClock()
    time = PlatformTime(clock)
    time.learn(formatdate(clock.now() - 90))

    assert time.off_s == 0


def test_a_wrong_clock_is_seen_at_the_first_answer_and_a_jump_at_once() -> None:
    """Steady time is counted on from the answer."""
    clock = SettableClock()
    time = PlatformTime(clock)
    time.learn(formatdate(clock.now() - 7200))
    assert time.off_s == 7200

    clock.wall -= 7200
    assert time.off_s == 0
    clock.move(500_000)
    assert time.off_s == 0
    clock.wall -= 3600
    assert time.off_s == -3600


def test_what_is_no_date_teaches_nothing() -> None:
    """A proxy may leave it out or make it up."""
    time = PlatformTime(SettableClock())
    for date in ("", "soon", "Mon, 99 Foo 2026", "Thu, 01 Jan 99999 00:00:00 GMT"):
        time.learn(date)

    assert time.off_s == 0
