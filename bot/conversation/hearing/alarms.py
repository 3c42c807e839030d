"""Is somebody in danger? The words of `_emergencies.yaml`, looked for in what was typed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bot.flows.nodes import Emergencies, Emergency, Keywords
from bot.search.words.splitting import is_filler, words_of
from bot.search.words.stems import without_article
from bot.texts.languages import LANGUAGES, Language

_MOST_WORDS = 120  # that are looked at: who is in danger says so early
_AND = "و"

_Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """An emergency that was heard, and whether there can be no other meaning.

    `language` is that of the cry; None for a mere number.
    """

    emergency: Emergency
    language: Language | None
    is_sure: bool


@dataclass(frozen=True, slots=True)
class _Meant:
    rank: int  # the place of the emergency in its file
    words: _Phrase
    alarm: Alarm


class Alarms:
    """Hears emergencies; built once for a release."""

    def __init__(self, emergencies: Emergencies) -> None:
        """Fold every word of the authors once."""
        alone: list[_Meant] = []
        sure: list[_Meant] = []
        perhaps: list[_Meant] = []
        for rank, kind in enumerate(emergencies.kinds):
            alone += _meant(rank, kind, kind.alone, _asking, is_sure=True)
            sure += _meant(rank, kind, kind.within, _all, is_sure=True)
            perhaps += _meant(rank, kind, kind.perhaps, _all, is_sure=False)
        self._alone = {each.words: each for each in reversed(alone)}
        self._sure, self._perhaps = _by_first(sure), _by_first(perhaps)
        self._unless = frozenset(words for words, _ in _phrases(emergencies.unless, _all))

    def hear(self, text: str) -> Alarm | None:
        """What a text cries for, the surest first; None for nearly all. Nothing raises."""
        words = words_of(text)[:_MOST_WORDS]
        alone = self._alone.get(_asking(words))
        sure = _first_in(words, self._sure)
        if alone is not None or (sure is not None and not self._asks_for_service(words)):
            return min(filter(None, (alone, sure)), key=lambda each: each.rank).alarm
        heard = sure or _first_in(words, self._perhaps)
        if heard is None:
            return None
        return Alarm(heard.alarm.emergency, heard.alarm.language, is_sure=False)

    def _asks_for_service(self, words: Sequence[str]) -> bool:
        return any(
            _stands_at(words, at, phrase) for phrase in self._unless for at in range(len(words))
        )


def _meant(
    rank: int,
    kind: Emergency,
    keywords: Keywords,
    taken: Callable[[Sequence[str]], _Phrase],
    *,
    is_sure: bool,
) -> Iterator[_Meant]:
    for words, language in _phrases(keywords, taken):
        is_number = all(map(str.isdecimal, words))
        yield _Meant(rank, words, Alarm(kind, None if is_number else language, is_sure))


def _phrases(
    keywords: Keywords, taken: Callable[[Sequence[str]], _Phrase]
) -> Iterator[tuple[_Phrase, Language]]:
    """Each keyword as words to compare; Arabizi is Arabic."""
    lists: tuple[tuple[tuple[str, ...], Language], ...] = (
        (keywords.ar, LANGUAGES[0]),
        (keywords.arabizi, LANGUAGES[0]),
        (keywords.en, LANGUAGES[1]),
    )
    for written, language in lists:
        for phrase in written:
            if words := taken(words_of(phrase)):
                yield words, language


def _all(words: Sequence[str]) -> _Phrase:
    return tuple(map(without_article, words))


def _asking(words: Sequence[str]) -> _Phrase:
    """The words that ask for something, each once: "please, an ambulance" is "ambulance"."""
    return tuple(dict.fromkeys(without_article(word) for word in words if not is_filler(word)))


def _by_first(meant: Sequence[_Meant]) -> Mapping[str, tuple[_Meant, ...]]:
    """Phrases by their first word: nearly every message holds none of these."""
    found: dict[str, tuple[_Meant, ...]] = {}
    for each in meant:
        found[each.words[0]] = (*found.get(each.words[0], ()), each)
    return MappingProxyType(found)


def _first_in(words: Sequence[str], phrases: Mapping[str, tuple[_Meant, ...]]) -> _Meant | None:
    """Of the phrases that stand among the words, the one of the first emergency."""
    found = (
        each
        for at, word in enumerate(words)
        for form in _forms(word)
        for each in phrases.get(form, ())
        if _stands_at(words, at, each.words)
    )
    return min(found, key=lambda each: each.rank, default=None)


def _stands_at(words: Sequence[str], at: int, phrase: _Phrase) -> bool:
    here = words[at : at + len(phrase)]
    return len(here) == len(phrase) and all(
        wanted in _forms(word) for word, wanted in zip(here, phrase, strict=True)
    )


def _forms(word: str) -> tuple[str, ...]:
    """A word, and the same without its article or an "and" before it."""
    bare = without_article(word)
    return (word, bare, bare[1:]) if bare.startswith(_AND) and len(bare) > 2 else (word, bare)
