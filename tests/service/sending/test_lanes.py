"""Replies of one citizen go out in order, one at a time; others are not held up."""

from bot.service.sending.lanes import Lanes, begun
from bot.store.protocol import OutboxEntry


def entry(citizen: bytes, number: int) -> OutboxEntry:
    """A reply under way."""
    return OutboxEntry(citizen, number, b"{}", b"", 1e12)


def fill(lanes: Lanes, *entries: OutboxEntry) -> None:
    """Add replies that are due at once."""
    for one in entries:
        lanes.add(one, 0.0)


def test_the_next_reply_waits_until_the_former_is_settled() -> None:
    """One under way a citizen."""
    lanes = Lanes()
    fill(lanes, entry(b"a", 1), entry(b"a", 2))

    first = lanes.take()

    assert lanes.next_due() is None
    lanes.advance(b"a", 5.0)
    assert (first.number, lanes.take().number) == (1, 2)


def test_a_postponed_reply_keeps_its_place_before_later_ones() -> None:
    """A retry is not overtaken by a newer reply of the same citizen."""
    lanes = Lanes()
    fill(lanes, entry(b"a", 1), entry(b"a", 2))

    lanes.postpone(begun(lanes.take()), due_at=9.0, now=1.0)

    assert lanes.next_due() == 9.0
    again = lanes.take()
    assert (again.number, again.attempt) == (1, 1)


def test_a_parked_citizen_does_not_hold_up_another() -> None:
    """Lanes are independent."""
    lanes = Lanes()
    lanes.add(entry(b"a", 1), 0.0)
    lanes.postpone(lanes.take(), due_at=100.0, now=0.0)

    lanes.add(entry(b"b", 1), 1.0)

    assert lanes.next_due() == 1.0
    assert lanes.take().citizen == b"b"


def test_a_status_settles_a_reply_that_waits_in_doubt() -> None:
    """Its lane goes on at once with the next reply."""
    lanes = Lanes()
    fill(lanes, entry(b"a", 1), entry(b"a", 2))
    lanes.postpone(lanes.take(), due_at=10.0, now=0.0)

    lanes.note_settled(b"a", 1, 3.0)

    assert lanes.next_due() == 3.0
    assert lanes.take().number == 2


def test_a_status_that_comes_while_posting_is_not_forgotten() -> None:
    """When the answer is then lost, the reply is not tried again."""
    lanes = Lanes()
    lanes.add(entry(b"a", 1), 0.0)
    taken = lanes.take()

    lanes.note_settled(b"a", 1, 1.0)
    lanes.postpone(taken, due_at=10.0, now=2.0)

    assert (len(lanes), lanes.next_due()) == (0, None)


def test_a_status_of_another_reply_changes_nothing() -> None:
    """Numbers are compared, and unknown citizens survived."""
    lanes = Lanes()
    lanes.add(entry(b"a", 2), 0.0)

    lanes.note_settled(b"a", 1, 0.0)
    lanes.note_settled(b"nobody", 1, 0.0)

    assert lanes.take().number == 2


def test_a_withdrawn_reply_leaves_its_lane_to_the_next() -> None:
    """Whether it is the first of its lane or waits behind another."""
    for number, left in ((1, [2, 3]), (2, [1, 3])):
        lanes = Lanes()
        fill(lanes, entry(b"a", 1), entry(b"a", 2), entry(b"a", 3))

        lanes.withdraw(b"a", number, 0.0)

        seen = []
        while lanes.next_due() is not None:
            seen.append(lanes.take().number)
            lanes.advance(b"a", 0.0)
        assert (seen, len(lanes)) == (left, 0)


def test_a_citizen_who_is_erased_has_no_lane_any_more() -> None:
    """Nothing of theirs is due; the others are; a newer reply begins a lane of its own."""
    lanes = Lanes()
    fill(lanes, entry(b"a", 1), entry(b"a", 2), entry(b"b", 1))

    lanes.drop(b"a")
    lanes.drop(b"nobody")

    assert (len(lanes), lanes.length(b"a")) == (1, 0)
    fill(lanes, entry(b"a", 1))
    due = []
    while lanes.next_due() is not None:
        due.append(lanes.take())
        lanes.advance(due[-1].citizen, 0.0)
    assert due == [entry(b"b", 1), entry(b"a", 1)]


def test_what_is_being_posted_when_its_citizen_is_erased_is_not_tried_again() -> None:
    """The attempt under way ends; whatever its outcome, it was the last."""
    lanes = Lanes()
    fill(lanes, entry(b"a", 1), entry(b"a", 2))
    taken = lanes.take()

    lanes.drop(b"a")

    assert (len(lanes), lanes.is_void(b"a")) == (1, True)
    lanes.postpone(taken, due_at=0.0, now=0.0)
    assert (len(lanes), lanes.next_due()) == (0, None)


def test_a_reply_withdrawn_while_its_attempt_is_put_on_record_is_told() -> None:
    """Its sender must ask before it posts."""
    lanes = Lanes()
    fill(lanes, entry(b"a", 1))
    lanes.take()

    lanes.withdraw(b"a", 1, 0.0)

    assert lanes.is_void(b"a")
    lanes.advance(b"a", 0.0)
    assert not lanes.is_void(b"a")


def test_two_lanes_of_one_person_come_one_after_the_other() -> None:
    """The older key's replies first, however long they wait; then the other lane at its time."""
    lanes = Lanes()
    fill(lanes, entry(b"old", 1), entry(b"kept", 1))
    lanes.postpone(lanes.take(), due_at=60.0, now=0.0)

    lanes.follow(b"old", b"kept")
    fill(lanes, entry(b"kept", 2))

    assert lanes.next_due() == 60.0
    assert lanes.take().citizen == b"old"
    assert lanes.next_due() is None
    lanes.advance(b"old", 61.0)
    assert lanes.next_due() == 0.0
    assert lanes.take() == entry(b"kept", 1)


def test_a_lane_that_is_busy_when_it_is_told_to_follow_waits_with_its_next_attempt() -> None:
    """What is being posted cannot be called back; all else waits."""
    lanes = Lanes()
    fill(lanes, entry(b"kept", 1), entry(b"old", 1))
    first = lanes.take()

    lanes.follow(b"old", b"kept")
    lanes.postpone(begun(first), due_at=0.0, now=0.0)

    assert lanes.take().citizen == b"old"
    lanes.advance(b"old", 1.0)
    assert lanes.take().citizen == b"kept"


def test_a_lane_without_anything_waiting_holds_nobody_up() -> None:
    """Nothing to follow."""
    lanes = Lanes()
    lanes.follow(b"old", b"kept")
    fill(lanes, entry(b"kept", 1))

    assert lanes.next_due() == 0.0


def test_a_reply_that_is_held_keeps_its_time_behind_another() -> None:
    """It may be taken back until then, also when the one before it is settled sooner."""
    lanes = Lanes()
    lanes.add(entry(b"a", 1), 0.0)
    lanes.add(entry(b"a", 2), 3.0)
    lanes.take()

    lanes.advance(b"a", 1.0)

    assert lanes.next_due() == 3.0


def test_a_reply_that_failed_late_comes_back_before_what_waits() -> None:
    """In order, at its own time, and not beside one that is being posted."""
    lanes = Lanes()
    fill(lanes, entry(b"a", 2), entry(b"a", 3))

    lanes.bring_back(entry(b"a", 1), 5.0)

    assert (lanes.next_due(), lanes.take().number) == (5.0, 1)
    assert len(lanes) == 3


def test_what_comes_back_while_a_later_one_is_posted_is_told_to_be_overtaken() -> None:
    """Its sender gives it up."""
    lanes = Lanes()
    fill(lanes, entry(b"a", 2))
    lanes.take()

    lanes.bring_back(entry(b"a", 1), 5.0)
    lanes.advance(b"a", 6.0)

    back = lanes.take()
    assert (back.number, lanes.is_overtaken(back)) == (1, True)


def test_what_fails_before_its_answer_is_sent_once_more_after_it() -> None:
    """Whatever the answer to the first attempt is."""
    lanes = Lanes()
    fill(lanes, entry(b"a", 1), entry(b"a", 2))
    first = begun(lanes.take())

    lanes.bring_back(first, 5.0)
    lanes.advance(b"a", 1.0)

    assert (lanes.next_due(), len(lanes)) == (5.0, 2)
    assert lanes.take().number == 1
