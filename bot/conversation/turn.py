"""One message is one turn: what `take_turn` returns."""

from typing import Literal

from bot.conversation.session import Session
from bot.messages.reply import Reply
from bot.values import value

FactName = Literal[
    "opened",  # a node was shown
    "linked",  # a code was typed or came with a link; subject is its address
    "searched",  # free text led to hits or to a node
    "not_found",  # free text led nowhere; its words are counted as "unfound" once many used them
    "not_understood",
    "out_of_range",
    "menu_changed",  # options differ from those the citizen saw
    "gone",  # an old tap or place whose target is no more
    "answered",  # a question back to the citizen
    "misfit",  # what was answered does not fit the question
    "gave_up",  # after several of these the citizen was led out
    "useful",
    "not_useful",
    "reason",  # subject is `reason-name:address`
    "language",
    "erased",
    "media",
    "foreign",  # words of a language that is not spoken here
    "emergency",  # subject is the emergency's id
    "still_emergency",  # the message after one: its number was told again
    "flooded",  # more messages than can be answered
    "late",  # answered long after it was sent
    "failed",  # the turn raised and was answered with an apology
]


@value
class Fact:
    """Something worth counting, never who it was; `subject` is an address or a closed word."""

    name: FactName
    subject: str = ""


@value
class Turn:
    """The whole outcome of one message: commit it, then send the reply.

    `path` lists the states the machine walked through, first to last. `must_forget` asks the
    store to erase the citizen with this turn. `unfound` are the words of a question that no service
    answers: they may be written down only once several citizens have used them.
    """

    session: Session
    reply: Reply
    path: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    must_forget: bool = False
    unfound: tuple[str, ...] = ()
