"""Several pictures at once are one question: a burst of media gets one reply."""

from dataclasses import replace
from typing import Literal

from bot.conversation.session import Session
from bot.messages.inbound import Inbound, Media, Unreadable

BURST_S = 10.0  # media that follow one another within this time belong together
_LEAST = 3  # of them are a burst; two are two messages
# Of what the bot cannot read, what people send several of at once; a kind nobody knows may be a
# question, and is answered.
_CARDS = frozenset({"contacts", "poll", "order"})
HOLD_S = 3.0  # the second reply waits so long for a third medium, which takes it back

Place = Literal["alone", "second", "burst"]


def place_media(session: Session, said: Inbound, sent_at: float) -> tuple[Place, Session]:
    """Where a message stands in a burst of media, and the session after it.

    Contact cards, polls and orders are media here. Media with a caption say words and are
    answered like words. The first of a burst is answered;
    the second is answered unless a third comes before its reply has begun to go out.
    """
    is_wordless = isinstance(said, Media) and not said.caption.strip()
    is_card = isinstance(said, Unreadable) and said.kind in _CARDS
    if not is_wordless and not is_card:
        return "alone", session
    is_near = session.media_count > 0 and abs(sent_at - session.media_at) <= BURST_S
    count = session.media_count + 1 if is_near else 1
    is_burst = count >= _LEAST
    at = session.media_at if is_near and not is_burst else sent_at
    moved = replace(session, media_at=at, media_count=count)
    if is_burst:
        return "burst", moved
    return ("second" if count == _LEAST - 1 else "alone"), moved
