"""What becomes of each message of a group: a turn, or an end without one."""

import logging
import traceback
from collections.abc import Callable, Container
from dataclasses import replace
from datetime import datetime, tzinfo

from bot.clock import Clock
from bot.conversation.courtesies import ask_to_wait, excuse_delay
from bot.conversation.engine import apologise, has_failed, take_turn
from bot.conversation.hearing.calls import is_cry
from bot.conversation.release import Release
from bot.conversation.session import Session
from bot.conversation.turn import Turn
from bot.failpoints import Failpoints
from bot.messages.inbound import Identity, Inbound
from bot.service.receiving.bursts import HOLD_S, place_media
from bot.service.receiving.draft import Draft
from bot.service.receiving.floods import judge_flood
from bot.store.protocol import Admitted, OutboxEntry, Unfound
from bot.store.pseudonyms import Pseudonyms
from bot.values import value
from bot.whatsapp.payloads import content_of
from bot.whatsapp.updates import ReceivedMessage

logger = logging.getLogger(__name__)

WINDOW_S = 23 * 3600.0  # the platform's 24-hour window, less an hour for clocks and queues
_HOLD_S = 3.0  # a late reply waits so long for a newer late message to take its place


@value
class _Case:
    """One message at the moment it is dealt with; `wamid` is the newest key's hash of its id."""

    citizen: bytes
    wamid: bytes
    message: ReceivedMessage
    said: Inbound
    sent_at: float
    now: float


class TurnTaker:
    """Deals with messages one by one; everything it decides goes into the draft of the group.

    `release` gives the flows in force, `waiting_of` how many replies of a citizen wait,
    `clock_off_s` by how much our clock is ahead of the one that messages are dated by; `guests`
    see what only the invited may. `on_turn` is told of each turn with its message.
    """

    def __init__(
        self,
        pseudonyms: Pseudonyms,
        clock: Clock,
        timezone: tzinfo,
        *,
        stale_after_s: float,
        release: Callable[[], Release],
        waiting_of: Callable[[bytes], int],
        clock_off_s: Callable[[], float],
        failpoints: Failpoints,
        guests: Container[Identity] = (),
        on_turn: Callable[[ReceivedMessage, Turn], None] = lambda message, turn: None,
    ) -> None:
        """Remember where to look."""
        self._pseudonyms = pseudonyms
        self._clock = clock
        self._timezone = timezone
        self._stale_after_s = stale_after_s
        self._release = release
        self._waiting_of = waiting_of
        self._clock_off_s = clock_off_s
        self._failpoints = failpoints
        self._guests = guests
        self._on_turn = on_turn

    def deal_with(self, draft: Draft, message: ReceivedMessage, *, rejected: bool = False) -> bool:
        """Give a message its fate; False when it was accepted before.

        `rejected` ends it without a turn: the store would not take what its turn led to.
        """
        citizen = draft.circle.citizen_of(message.identity)
        wamids = self._pseudonyms.wamids_of(message.wamid)
        if not draft.seen.isdisjoint([(citizen, wamid) for wamid in wamids]):
            return False
        draft.seen.add((citizen, wamids[0]))
        now = self._clock.now()
        # A time in the future is a clock's error, none at all is the platform's: both mean now.
        sent_at = min(message.sent_at + self._clock_off_s(), now) if message.sent_at > 0 else now
        if message.said is None:
            ended = Admitted(citizen, wamids[0], now, "ignored", message.ignored)
        elif now - sent_at > WINDOW_S:
            ended = Admitted(citizen, wamids[0], now, "expired", "too-old")
        elif rejected:
            ended = Admitted(citizen, wamids[0], now, "failed", "rejected-by-store")
        else:
            case = _Case(citizen, wamids[0], message, message.said, sent_at, now)
            ended = self._answer(draft, case)
        draft.messages.append(ended)
        return True

    def _answer(self, draft: Draft, case: _Case) -> Admitted:
        """The reply to a message in time, late, or one too many."""
        session = draft.session_of(case.citizen)
        is_late = case.now - case.sent_at > self._stale_after_s
        if is_late and case.sent_at < session.late_sent_at:
            return Admitted(case.citizen, case.wamid, case.now, "expired", "superseded")
        place, session = place_media(session, case.said, case.sent_at)
        if place == "burst":
            return self._pass_over(draft, case, session)
        waiting = self._waiting_of(case.citizen) + draft.replies.get(case.citizen, 0)
        answer, session = judge_flood(session, waiting, case.now)
        if answer != "answer" and self._cries(session, case):
            session = replace(session, is_flooding=answer == "silence")
            answer = "answer"
        if answer == "silence":
            draft.move(case.citizen, session)
            return Admitted(case.citizen, case.wamid, case.now, "ignored", "flood")
        if answer == "notice":
            turn = ask_to_wait(self._release(), session)
        else:
            turn = self._take_turn(session, case)
        if is_late:
            turn = self._excuse(draft, case, turn)
            return self._conclude(draft, case, turn, session, hold_s=_HOLD_S)
        if place == "second":
            turn = replace(turn, session=replace(turn.session, media_number=session.sequence + 1))
            return self._conclude(draft, case, turn, session, hold_s=HOLD_S)
        return self._conclude(draft, case, turn, session)

    def _cries(self, session: Session, case: _Case) -> bool:
        """Whether somebody floods who is in danger: told once which number to call, flood or not.

        The reply is remembered in the session for as long as silence follows it.
        """
        try:
            return not session.alarm and is_cry(self._release(), case.said)
        except Exception as error:  # as in a turn: the others are not to suffer
            _log_failed_turn(error)
            return False

    def _pass_over(self, draft: Draft, case: _Case, session: Session) -> Admitted:
        """One more medium of a burst: the first is answered, the second if it has gone out."""
        if session.media_number:
            draft.superseded.append((case.citizen, session.media_number))
        draft.move(case.citizen, replace(session, media_number=0))
        return Admitted(case.citizen, case.wamid, case.now, "ignored", "media-burst")

    def _take_turn(self, session: Session, case: _Case) -> Turn:
        release = self._release()
        try:
            is_invited = case.message.identity in self._guests
            opened = self._opened(session, case.citizen)
            turn = take_turn(release, opened, case.said, case.now, is_invited=is_invited)
            self._failpoints.reach_in_thread("turn.taken")
        except Exception as error:  # one citizen's poison must not stop the others
            _log_failed_turn(error)
            return apologise(release, session, case.now)
        return turn

    def _opened(self, session: Session, citizen: bytes) -> Session:
        """The session with what the citizen answered in clear, for the length of a turn."""
        if not session.sealed:
            return session
        answers = self._pseudonyms.open_answers(session.sealed, citizen)
        return replace(session, answers=answers, sealed="")

    def _sealed(self, session: Session, citizen: bytes) -> Session:
        """The session as it may be kept."""
        if not session.answers:
            return session
        sealed = self._pseudonyms.seal_answers(session.answers, citizen)
        return replace(session, answers=(), sealed=sealed)

    def _excuse(self, draft: Draft, case: _Case, turn: Turn) -> Turn:
        """A word of apology, and the late reply before this one is given up if it still waits."""
        if turn.session.late_number:
            draft.superseded.append((case.citizen, turn.session.late_number))
        excused = excuse_delay(self._release(), turn)
        number = turn.session.sequence + 1
        known = replace(excused.session, late_sent_at=case.sent_at, late_number=number)
        return replace(excused, session=known)

    def _conclude(
        self, draft: Draft, case: _Case, turn: Turn, before: Session, *, hold_s: float = 0.0
    ) -> Admitted:
        self._on_turn(case.message, turn)
        number = before.sequence + 1
        moved = turn.session  # the turn's own: nobody else moves it
        moved.sequence, moved.seen_at = number, case.now
        draft.move(case.citizen, self._sealed(moved, case.citizen))
        draft.replies[case.citizen] += 1
        if turn.must_forget:
            draft.forgotten.append((case.citizen, number))
        day = datetime.fromtimestamp(case.now, self._timezone).date().isoformat()
        for fact in turn.facts:
            draft.facts[day, fact.name, fact.subject] += 1
        for word in turn.unfound:
            key = self._pseudonyms.word_of(word)
            draft.unfound.append(Unfound(key, word, case.citizen, day))
        entry = OutboxEntry(
            case.citizen,
            number,
            content_of(turn.reply),
            self._pseudonyms.seal(case.message.identity, case.citizen),
            case.sent_at + WINDOW_S,
            due_at=case.now + hold_s if hold_s else 0.0,
        )
        detail = "turn-failed" if has_failed(turn) else ""
        return Admitted(case.citizen, case.wamid, case.now, "waiting", detail, entry)


def _log_failed_turn(error: Exception) -> None:
    """Log where a turn failed, never what the citizen wrote: the error's text may quote it."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "unknown"
    logger.error("turn failed", extra={"error": type(error).__name__, "place": place})
