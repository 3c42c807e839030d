"""What is known of a reply after its answers and statuses, in whatever order they came."""

import itertools
from dataclasses import replace

import pytest

from bot.store.protocol import StatusName, StatusUpdate
from bot.store.settling.standing import Key, Progress, Standing, apply

KEY: Key = (b"citizen", 1)


def told(
    attempt: int, status: StatusName, code: int = 131026, resend_at: float | None = None
) -> StatusUpdate:
    """A status of one attempt."""
    detail = f"failed: {code}" if status == "failed" else ""
    return StatusUpdate(*KEY, attempt, status, detail, resend_at)


def after(standing: Standing, *updates: StatusUpdate) -> tuple[Standing, list[str]]:
    """What is known after updates that arrive one by one, and what was counted."""
    events: list[str] = []
    for update in updates:
        progress: Progress = apply({KEY: standing}, [update])
        standing = progress.changed.get(KEY, standing)
        events += [event for event, _ in progress.events]
    return standing, events


POSTED = Standing("waiting", attempt=1, may_return=True)
RESENT = Standing("waiting", attempt=2, may_return=True)


@pytest.mark.parametrize(
    "words", [*itertools.permutations(["sent", "failed", "delivered", "read"])]
)
def test_fault_39_statuses_of_one_attempt_lead_to_the_same_end_in_any_order(
    words: tuple[StatusName, ...],
) -> None:
    """Read is read: a failure that comes before or after it is not believed."""
    end, _ = after(POSTED, *(told(1, word) for word in words))

    assert (end.fate, end.status) == ("replied", "read")


@pytest.mark.parametrize("words", [*itertools.permutations(["sent", "sent", "failed", "failed"])])
def test_a_failure_stands_against_the_word_that_it_was_sent(words: tuple[StatusName, ...]) -> None:
    """Doubled and reversed; also when it comes before the answer to the POST."""
    end, events = after(POSTED, *(told(1, word) for word in words))

    assert (end.fate, end.detail, events) == ("failed", "failed: 131026", ["late_failed"])


def test_a_group_is_applied_in_its_order_at_once() -> None:
    """As when several statuses of one reply travel together."""
    updates = [told(1, "read"), told(1, "sent"), told(1, "failed")]

    progress = apply({KEY: POSTED}, updates)

    assert progress.changed[KEY].status == "read"
    assert progress.events == [("failed_after_delivery", KEY)]


def test_a_failure_that_may_pass_brings_the_reply_back_once() -> None:
    """The second attempt is the last: when it fails too, the reply has failed."""
    first, _ = after(POSTED, told(1, "sent"), told(1, "failed", 131000, resend_at=5.0))
    assert (first.fate, first.due_at) == ("waiting", 5.0)

    again = replace(first, attempt=2)
    second, events = after(again, told(2, "sent"), told(2, "failed", 131000, resend_at=9.0))

    assert (second.fate, second.due_at, events) == ("failed", None, ["late_failed"])


def test_a_reply_that_may_not_return_fails_at_once() -> None:
    """Something later went to the citizen, or its text is gone."""
    standing = Standing("replied", status="sent", attempt=1, accepted=1, may_return=False)

    end, _ = after(standing, told(1, "failed", 131000, resend_at=5.0))

    assert end.fate == "failed"


def test_a_failure_of_an_older_attempt_does_not_fail_what_was_accepted_later() -> None:
    """Also while the later attempt is being posted, or waits in doubt."""
    for standing in (
        RESENT,
        Standing("waiting", "in-doubt: reset", attempt=2),
        Standing("replied", status="sent", attempt=2, accepted=2),
    ):
        assert after(standing, told(1, "failed")) == (standing, [])


def test_two_attempts_that_were_both_taken_are_a_double_counted_once() -> None:
    """However many statuses name them."""
    words = [told(2, "sent"), told(1, "sent"), told(2, "delivered"), told(1, "delivered")]

    end, events = after(RESENT, *words, *words)

    assert (end.fate, end.is_doubled, events) == ("replied", True, ["doubled"])


def test_an_attempt_that_failed_and_one_that_came_are_replied_in_any_order() -> None:
    """The citizen has it once; no double is counted where the failure is known first."""
    for words in itertools.permutations([told(1, "sent"), told(2, "sent"), told(2, "failed")]):
        end, events = after(RESENT, *words)

        assert end.fate == "replied", words
        if words.index(told(2, "failed")) < 2:
            assert "doubled" not in events, words


def test_a_status_settles_what_was_in_doubt_and_says_so() -> None:
    """The row tells how its outcome became known."""
    end, _ = after(Standing("waiting", "in-doubt: restart", attempt=1), told(1, "delivered"))

    assert (end.fate, end.detail) == ("replied", "reconciled")


def test_what_was_given_up_as_too_old_may_have_gone_out_after_all() -> None:
    """An attempt in doubt at its end; one that never left stays expired."""
    tried, _ = after(Standing("expired", "too-old", attempt=1), told(1, "sent"))
    untried, _ = after(Standing("expired", "superseded"), told(1, "sent"))
    ignored, _ = after(Standing("ignored", "reaction"), told(1, "sent"))

    assert (tried.fate, untried.fate, ignored.fate) == ("replied", "expired", "ignored")
