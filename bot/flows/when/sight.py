"""What one citizen may be shown at one moment, and what of it hung on who they are and when."""

from datetime import datetime

from bot.flows.library import Library
from bot.flows.when.conditions import Circumstances, Condition

Asked = tuple[tuple[Condition, bool], ...]


class Sight:
    """Looks at a library under the circumstances of a turn; without any it sees all there is.

    Remembers what it was asked, so that what was made with it can be used again by whoever
    would have got the same answers: see `asked`.
    """

    def __init__(self, library: Library, now: Circumstances | None = None) -> None:
        """Nothing asked yet."""
        self._library = library
        self.now = now
        self._asked: dict[Condition, bool] = {}
        self.is_personal = False  # an answer, or the time, was read: what is made is for one turn

    @property
    def asked(self) -> Asked:
        """The conditions asked for so far, with their answers."""
        return tuple(self._asked.items())

    def holds(self, conditions: tuple[Condition, ...]) -> bool:
        """Whether all of the conditions hold."""
        return all(map(self._ask, conditions)) if conditions else True

    def shows(self, address: str) -> bool:
        """Whether there is something at an address that this citizen may see now."""
        node = self._library.nodes.get(address)
        if node is None or not self._library.is_public(node):
            return False
        return not node.when or self.holds(node.when)

    @property
    def moment(self) -> datetime | None:
        """The local time of the turn; None where there is none, as for whoever checks screens."""
        self.is_personal = True
        return self.now.at if self.now is not None else None

    def answer_to(self, question: str) -> str | None:
        """What the citizen answered, in its canonical form; None where they did not."""
        self.is_personal = True
        return self.now.answers.get(question) if self.now is not None else None

    def nearest(self, address: str) -> tuple[str, bool]:
        """Where an address leads now; see `Library.nearest_living`."""
        return self._library.nearest_living(address, self.shows)

    def _ask(self, condition: Condition) -> bool:
        answer = self._asked[condition] = self._holds(condition)
        return answer

    def _holds(self, condition: Condition) -> bool:
        return self.now is None or condition.holds(self.now)


def would_answer(now: Circumstances | None, asked: Asked) -> bool:
    """Whether a sight under these circumstances would have answered all of these the same."""
    return all((now is None or condition.holds(now)) == answer for condition, answer in asked)
