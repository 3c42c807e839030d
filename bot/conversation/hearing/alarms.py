"""Is somebody in danger? The words of `_emergencies.yaml`, looked for in what was typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.conversation.hearing.phrases import Phrase, Phrases, forms
from bot.flows.nodes import Emergencies, Emergency, Keywords
from bot.search.words.splitting import is_filler, words_of
from bot.search.words.stems import without_article
from bot.texts.languages import Language

_MOST_WORDS = 120  # that are looked at: who is in danger says so early


@dataclass(frozen=True, slots=True)
class Alarm:
    """An emergency that was heard, and whether there can be no other meaning.

    `language` is that of the cry; None for a mere number.
    """

    emergency: Emergency
    language: Language | None
    is_sure: bool


@dataclass(frozen=True, slots=True)
class _Heard:
    rank: int  # the place of the emergency in its file: the first of several counts
    alarm: Alarm


class Alarms:
    """Hears emergencies; built once for a release."""

    def __init__(self, emergencies: Emergencies) -> None:
        """Fold every word of the authors once."""
        alone: dict[Phrase, _Heard] = {}
        among: list[tuple[str, _Heard]] = []
        for rank, kind in enumerate(emergencies.kinds):
            for written, language in _written(kind.alone):
                asked = _asking(words_of(written))
                alone.setdefault(asked, _heard(rank, kind, written, language, is_sure=True))
            for words, is_sure in ((kind.within, True), (kind.perhaps, False)):
                among.extend(
                    (written, _heard(rank, kind, written, language, is_sure=is_sure))
                    for written, language in _written(words)
                )
        self._alone = alone
        self._among = Phrases(among)
        beginnings = (word for words in alone for word in words[:1])
        self._firsts = frozenset((*self._among.firsts, *beginnings))
        self._unless = Phrases((written, True) for written, _ in _written(emergencies.unless))

    def hear(self, text: str) -> Alarm | None:
        """What a text cries for, the surest first; None for nearly all. Nothing raises."""
        words = words_of(text)[:_MOST_WORDS]
        if self._firsts.isdisjoint(chain.from_iterable(map(forms, words))):
            return None  # nearly always
        alone = self._alone.get(_asking(words))
        among = self._among.in_words(words)
        if alone is None and not among:
            return None
        within = _first([heard for heard in among if heard.alarm.is_sure])
        if alone is None and (within is None or self._unless.in_words(words)):
            heard = within or _first(among)
            return _unsure(heard.alarm) if heard else None
        return min(filter(None, (alone, within)), key=lambda each: each.rank).alarm


def _written(keywords: Keywords) -> Iterator[tuple[str, Language]]:
    """Each keyword with its language; Arabizi is Arabic."""
    yield from ((written, "ar") for written in (*keywords.ar, *keywords.arabizi))
    yield from ((written, "en") for written in keywords.en)


def _heard(
    rank: int, kind: Emergency, written: str, language: Language, *, is_sure: bool
) -> _Heard:
    spoken = None if written.isdecimal() else language
    return _Heard(rank, Alarm(kind, spoken, is_sure))


def _asking(words: Sequence[str]) -> Phrase:
    """The words that ask for something, each once: "please, an ambulance" is "ambulance"."""
    return tuple(dict.fromkeys([without_article(word) for word in words if not is_filler(word)]))


def _first(found: Sequence[_Heard]) -> _Heard | None:
    return min(found, key=lambda each: each.rank, default=None)


def _unsure(alarm: Alarm) -> Alarm:
    return Alarm(alarm.emergency, alarm.language, is_sure=False)
