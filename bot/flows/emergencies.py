"""Emergencies as values: which number to call, what is said with it, and by which words."""

from dataclasses import dataclass, field

from bot.flows.nodes import Keywords, Place
from bot.texts.languages import Bilingual


@dataclass(frozen=True, slots=True)
class Emergency:
    """One kind of emergency. `phone` is as dialled; `service` an address, or "" for none.

    Its words mean it `alone` as a whole message, `within` any message, or `perhaps`.
    """

    id: str
    phone: str
    text: Bilingual
    service: str
    alone: Keywords
    within: Keywords
    perhaps: Keywords
    place: Place


@dataclass(frozen=True, slots=True)
class Emergencies:
    """All kinds, the first that fits counts; beside `unless`, `within` means only `perhaps`."""

    kinds: tuple[Emergency, ...] = ()
    unless: Keywords = field(default_factory=Keywords)
