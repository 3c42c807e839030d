"""What the platform offers itself: whether it would be taken, and understood when it is tapped."""

from collections.abc import Iterable, Iterator

from bot.conversation.matching import Vocabulary
from bot.conversation.release import Release
from bot.flows.faults import Fault, hint
from bot.flows.library import Library
from bot.flows.nodes import Command, IceBreaker, Place
from bot.flows.schema.platform.chat_menu import COMMANDS, PROMPTS
from bot.texts.folding import fold
from bot.texts.numerals import looks_numeric


def chat_menu_faults(release: Release) -> Iterator[Fault]:
    """Faults of the questions and commands of `_main.yaml`, each at its line."""
    library, vocabulary = release.library, release.vocabulary
    menu = library.settings.chat_menu
    yield from _number_faults(menu.ice_breakers, PROMPTS, "questions")
    yield from _number_faults(menu.commands, COMMANDS, "commands")
    yield from _doubles((fold(at.text), at.place) for at in menu.ice_breakers)
    yield from _doubles((at.name, at.place) for at in menu.commands)
    for ice_breaker in menu.ice_breakers:
        yield from _meaning_faults(ice_breaker, vocabulary)
        yield from _target_faults(ice_breaker, library)
    for command in menu.commands:
        yield from _command_faults(command, vocabulary)
        if command.opens:
            yield from _target_faults(command, library)


def _number_faults(
    entries: tuple[IceBreaker, ...] | tuple[Command, ...], most: int, what: str
) -> Iterator[Fault]:
    if len(entries) > most:
        message = f"{len(entries)} {what}; WhatsApp shows {most} at most, over both languages"
        yield Fault(entries[most].place, "too-many", message)


def _doubles(named: Iterable[tuple[str, Place]]) -> Iterator[Fault]:
    seen: dict[str, Place] = {}
    for name, place in named:
        if name in seen:
            message = f"this stands on line {seen[name].line} already"
            yield Fault(place, "duplicate-id", message)
        seen.setdefault(name, place)


def _target_faults(entry: IceBreaker | Command, library: Library) -> Iterator[Fault]:
    """Whoever taps gets what was promised: it must be there, and for everybody."""
    if entry.opens not in library.nodes:
        heir = dict(library.former()).get(entry.opens)
        mend = f' It moved: write "{heir}"' if heir else hint(entry.opens, library.nodes)
        message = f'there is no "{entry.opens}".{mend}'
        yield Fault(entry.place, "unknown-address", message)
    elif not library.is_living(entry.opens):
        stage = library.node(entry.opens).stage
        message = f'"{entry.opens}" is not for everybody yet ({stage})'
        yield Fault(entry.place, "unknown-address", message)


def _meaning_faults(ice_breaker: IceBreaker, vocabulary: Vocabulary) -> Iterator[Fault]:
    """A question that means something else wherever it is typed."""
    folded = fold(ice_breaker.text)
    is_code = vocabulary.codes.read(folded) is not None
    if folded in vocabulary.words or looks_numeric(ice_breaker.text) or is_code:
        message = f'"{ice_breaker.text}" is a word, number or code that the bot knows already'
        yield Fault(ice_breaker.place, "reserved-label", message)


def _command_faults(command: Command, vocabulary: Vocabulary) -> Iterator[Fault]:
    """A command whose name is a word does what the word does; any other needs an address."""
    is_word = fold(command.name) in vocabulary.words
    if command.opens and is_word:
        message = f'"{command.name}" is a word that the bot knows already; leave out "opens"'
        yield Fault(command.place, "reserved-label", message)
    elif not command.opens and not is_word:
        message = f'"opens" is missing: "{command.name}" is no word that the bot knows'
        yield Fault(command.place, "missing-key", message)
