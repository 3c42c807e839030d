"""From a document to the question of its own that a query asks."""

from collections.abc import Sequence

from bot.search.documents import Shows
from bot.search.entries import Entry
from bot.search.kinds import KindFound


def offers(entry: Entry, spoken: Sequence[str], kinds: Sequence[KindFound], shows: Shows) -> bool:
    """Whether a document has one of the questions asked for, if any is."""
    asked = [kind for kind in kinds if not _is_own(entry, spoken, kind)]
    return not asked or any(shows(entry.document.kinds.get(kind.id, "")) for kind in asked)


def address_in(
    entry: Entry, spoken: Sequence[str], kinds: Sequence[KindFound], shows: Shows
) -> str:
    """The document's address, or its question's where the query names one."""
    for kind in kinds:
        question = entry.document.kinds.get(kind.id)
        if question and shows(question) and not _is_own(entry, spoken, kind):
            return question
    return entry.document.address


def _is_own(entry: Entry, spoken: Sequence[str], kind: KindFound) -> bool:
    """Whether a kind's words stand in the document's own names: «كم علي مخالفات» is a keyword."""
    return all(spoken[place] in entry.spoken for place in kind.places)
