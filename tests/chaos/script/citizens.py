"""Who writes, by which names, what and when: all of it from the seed."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tests.chaos.script.words import say_something

Habit = Literal["phone", "user", "both", "by-contact", "switching"]
HABITS: tuple[Habit, ...] = ("phone", "user", "both", "by-contact", "switching", "switching")
Copy = Literal["none", "twin", "inside", "later", "batched"]
COPIES: tuple[Copy, ...] = ("none",) * 12 + ("twin", "twin", "inside", "later", "later", "batched")

_SAYINGS = 18
_FLOOD = 130  # more than a lane holds
_LATER_S = 8.0


@dataclass(frozen=True, slots=True)
class Saying:
    """One message of a citizen, and how the platform brings it.

    `names` and `fields` are parts of the message in the webhook, `contact` stands beside it.
    A saying that `waits` is followed by the next one only once it was answered 200.
    """

    citizen: str
    wamid: str
    names: Mapping[str, str]
    contact: Mapping[str, str]
    fields: Mapping[str, Any]
    pause_s: float
    waits: bool
    is_bundled: bool  # with those of others in one POST
    copy: Copy
    later_s: float

    def message(self, at: float) -> dict[str, Any]:
        """The message as it stands in a webhook."""
        return {**self.names, "id": self.wamid, "timestamp": str(int(at)), **self.fields}


@dataclass(frozen=True, slots=True)
class Citizen:
    """One person, whatever names the platform tells of them."""

    phone: str
    user_id: str
    habit: Habit
    sayings: tuple[Saying, ...]


def make_citizens(seed: int, number: int, seconds: float) -> tuple[Citizen, ...]:
    """A crowd who talk for about so many seconds; the last of them floods."""
    citizens = [_make_citizen(seed, n, seconds) for n in range(number - 1)]
    return (*citizens, _make_flooder(seed, number))


def _make_citizen(seed: int, number: int, seconds: float) -> Citizen:
    chance = random.Random(f"{seed}/citizen/{number}")
    habit = HABITS[number % len(HABITS)]
    count = chance.randint(_SAYINGS // 2, _SAYINGS * 3 // 2)
    is_hasty = chance.random() < 0.3
    return _speak(chance, seed, number, habit, count, seconds / count * 1.6, is_hasty=is_hasty)


def _make_flooder(seed: int, number: int) -> Citizen:
    chance = random.Random(f"{seed}/flood")
    return _speak(chance, seed, number, "phone", _FLOOD, 0.15, is_hasty=True)


def _speak(
    chance: random.Random,
    seed: int,
    number: int,
    habit: Habit,
    count: int,
    longest_pause_s: float,
    *,
    is_hasty: bool,
) -> Citizen:
    phone = f"96279{seed % 1000:03}{number:04}"
    user_id = f"JO.{seed % 1000:03}{number:04}{chance.randrange(10**13):013}"
    sayings = []
    for turn in range(count):
        names, contact = _names_of(chance, habit, phone, user_id)
        sayings.append(
            Saying(
                phone,
                f"wamid.{seed}.{number}.{turn}",
                names,
                contact,
                say_something(chance),
                chance.random() * longest_pause_s,
                waits=not is_hasty or chance.random() < 0.4,
                is_bundled=chance.random() < 0.15,
                copy=chance.choice(COPIES),
                later_s=chance.random() * _LATER_S,
            )
        )
    return Citizen(phone, user_id, habit, tuple(sayings))


def _names_of(
    chance: random.Random, habit: Habit, phone: str, user_id: str
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The names in one message, and in the contact beside it."""
    if habit == "switching":
        # Rarely by both, so that two conversations grow before they are found to be one.
        habit = chance.choices(("phone", "user", "both", "by-contact"), (10, 10, 1, 1))[0]
    match habit:
        case "phone":
            return {"from": phone}, {"wa_id": phone}
        case "user":
            return {"from_user_id": user_id}, {"user_id": user_id}
        case "both":
            names = {"from": phone, "from_user_id": user_id}
            return names, {"wa_id": phone, "user_id": user_id}
        case _:
            return {"from": phone}, {"wa_id": phone, "user_id": user_id}
