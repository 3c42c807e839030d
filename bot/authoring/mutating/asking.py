"""Words asked wherever it may matter: is anything answered otherwise without them?"""

from collections.abc import Iterator

from bot.authoring.scripts.playing.results import Played
from bot.authoring.scripts.script import SOMEBODY, Act, Conversation, Says, Step, Taps
from bot.conversation.addresses import switch_id
from bot.flows.library import Library
from bot.flows.nodes import MAIN, Place
from bot.texts.languages import LANGUAGES


def questions(library: Library, at: str, words: str) -> Iterator[Conversation]:
    """The words as a first message; then in each language at the main menu, where they stand,
    in its agency, and in another.
    """
    yield _conversation([Says(words)])
    own = at.partition("/")[0]
    other = next((agency for agency in library.agencies if agency != own), MAIN)
    for language in LANGUAGES:
        acts: list[Act] = [Taps(switch_id(language, MAIN), by="id")]
        for place in dict.fromkeys((MAIN, at, own, other)):
            acts += [Taps(place, by="id"), Says(words)]
        yield _conversation(acts)


def answers_in(played: Played) -> list[tuple[str, tuple[str, ...]]]:
    """All that can be read, step by step: words and options."""
    contents = (outcome.content for result in played.steps for outcome in result.outcomes)
    return [(content.body, content.labels) for content in contents if content]


def _conversation(acts: list[Act]) -> Conversation:
    nowhere = Place("")
    steps = tuple(Step(act, nowhere, number, 0, "") for number, act in enumerate(acts, 1))
    return Conversation("", "", nowhere, "", frozenset(), SOMEBODY, steps, is_invited=True)
