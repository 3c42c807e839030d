"""How much one citizen may ask for, so that one flood costs the others nothing."""

from typing import Literal

from bot.conversation.session import Session

LANE_MOST = 100  # replies of one citizen that may wait; 40 at least are promised
HOURLY_MOST = 300.0  # replies an hour to one citizen, and as many at once after a quiet hour
_CALM_LANE = LANE_MOST // 2
_CALM_LEVEL = HOURLY_MOST * 0.9  # where a flood counts as over: twelve minutes of silence
_PAUSE_S = 6.0  # between two messages of somebody who has slowed down; the platform's own pace
_DRAIN_PER_S = HOURLY_MOST / 3600

Answer = Literal["answer", "notice", "silence"]


def judge_flood(session: Session, waiting: int, now: float) -> tuple[Answer, Session]:
    """Whether a message is answered, met with the one notice, or left; and the session after it.

    `waiting` replies of this citizen are not settled yet. A bucket in the session fills by one
    a reply and drains with time; two programs that answer each other soon find it full.
    """
    passed = max(0.0, now - session.flood_at)
    level = max(0.0, session.flood_level - passed * _DRAIN_PER_S)
    is_calm = passed >= _PAUSE_S and waiting <= _CALM_LANE and level <= _CALM_LEVEL
    if session.is_flooding and not is_calm:
        return "silence", _filled(session, level, now)
    is_over = waiting >= LANE_MOST or level >= HOURLY_MOST
    answered = _filled(session, level + 1, now)
    answered.is_flooding = is_over
    return ("notice" if is_over else "answer"), answered


def _filled(session: Session, level: float, now: float) -> Session:
    filled = session.copied()
    filled.flood_level, filled.flood_at = level, now
    return filled
