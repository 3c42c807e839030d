"""What can be found: values that a caller makes of its services, and what a search answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.texts.languages import Bilingual, Language
from bot.values import value

Shows = Callable[[str], bool]  # whether the citizen may be shown what stands at an address

_NO_KINDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Document:
    """One place a query may lead to: a service, or an agency as a whole.

    `agency` is the id of the agency it belongs to; an agency's own document bears its id there and
    in `address`. `kinds` leads from the id of a recurring question to that question's address.
    """

    address: str
    agency: str
    titles: Bilingual
    names: Bilingual | None = None
    abouts: Bilingual | None = None
    keywords_ar: tuple[str, ...] = ()
    keywords_en: tuple[str, ...] = ()
    keywords_arabizi: tuple[str, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=lambda: _NO_KINDS)


@dataclass(frozen=True, slots=True)
class KindWords:
    """The words by which a recurring question is asked for: `fees` by "how much", «كم»."""

    id: str
    ar: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    arabizi: tuple[str, ...] = ()


@value
class Hit:
    """One place found: `address` is the question's where the query names its kind.

    `service` is the address of the service or agency itself. Scores compare within one search.
    """

    address: str
    service: str
    score: float


@value
class Found:
    """What a query leads to: best first, six hits at most.

    `is_sure` says the first may be opened at once. `language` is the one the query's matched words
    speak for: Arabic letters and Arabizi for "ar", English words for "en", None where none matched.
    `is_worded` tells a request, though nothing answers it, from noise: some word of it is known.
    """

    hits: tuple[Hit, ...] = ()
    is_sure: bool = False
    language: Language | None = None
    is_worded: bool = False
