"""What citizens ask for in vain reaches the ministry word by word, and nobody with it."""

from datetime import UTC
from pathlib import Path

import pytest

from bot.conversation.release import Release, load_release
from bot.messages.inbound import Identity
from bot.store.protocol import FactCount
from tests.support.bots import ROOT
from tests.support.offices import Office, office
from tests.support.small_flows import write_small_flows


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The small library."""
    flows = write_small_flows(tmp_path_factory.mktemp("flows"))
    return load_release(flows, ROOT / "locales", session_timeout_s=1800, timezone=UTC)


async def asks(here: Office, citizen: int, *texts: str) -> None:
    """One citizen writes these messages."""
    who = Identity(phone=f"96279000000{citizen}")
    for number, text in enumerate(texts):
        await here.hears((f"{citizen}-{number}-{text}", who, text))


async def unfound(here: Office) -> list[FactCount]:
    """What is known of words that no service answers."""
    return [fact for fact in await here.store.facts_since("") if fact.name == "unfound"]


async def test_a_fifth_citizen_makes_a_word_known(tmp_path: Path, release: Release) -> None:
    """Folded, without the small words around it, however each of them spelt it."""
    async with office(tmp_path / "bot.db", release) as here:
        for citizen, said in enumerate(("تجنيس", "بدي تَجنيس", "التجنيس؟", "تجنييييس", "تجنيس")):
            await asks(here, citizen, "العربية", said)
        assert await unfound(here) == [FactCount("unfound", "#", 5)]  # with the article: another

        await asks(here, 5, "العربية", "تجنيس")

        assert await unfound(here) == [
            FactCount("unfound", "تجنيس", 5),
            FactCount("unfound", "#", 1),
        ]


async def test_words_with_digits_are_never_counted(tmp_path: Path, release: Release) -> None:
    """A number, in whatever digits, joined to letters or not, may be somebody's."""
    async with office(tmp_path / "bot.db", release) as here:
        for citizen in range(6):
            await asks(here, citizen, "English", "zebra x7y9 ٩٩١٢٣ ref۴۵ أبو٥ ²zz 0791234567")

        assert await unfound(here) == [FactCount("unfound", "zebra", 6)]


async def test_what_was_found_or_never_asked_is_not_counted(
    tmp_path: Path, release: Release
) -> None:
    """Hits, labels, numbers, greetings and noise leave no words."""
    async with office(tmp_path / "bot.db", release) as here:
        await asks(here, 1, "English", "Agency alpha", "1", "hello", "👍", "؟؟", "99")

        assert await unfound(here) == []
