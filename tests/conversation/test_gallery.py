"""Every screen of the whole catalogue holds what a message may hold, in both languages."""

from collections import Counter

import pytest

from bot.conversation.gallery import Exhibit, crowded_answers, every_reply
from bot.conversation.release import Release
from bot.conversation.screens.wording import Spot
from bot.flows.nodes import Menu, OfficeList, choices_of
from bot.messages.reply import ButtonsReply, ListReply, Reply, options_of
from bot.texts.directions import units
from bot.texts.languages import LANGUAGES, Language
from tests.conversation.catalogues import answering


@pytest.fixture(scope="module")
def exhibits(release: Release) -> list[Exhibit]:
    """All replies there are."""
    return list(every_reply(release))


def faults_of(reply: Reply) -> list[str]:
    """What a message may not hold, in UTF-16 units as the platform counts at its strictest."""
    options = options_of(reply)
    label_max, count_max = (20, 3) if isinstance(reply, ButtonsReply) else (24, 10)
    faults = [
        *(f"body {units(reply.body)}" for _ in "x" if not 0 < units(reply.body) <= 1024),
        *(f"label {at.label}" for at in options if not 0 < units(at.label) <= label_max),
        *(f"description {at.description}" for at in options if units(at.description) > 72),
        *(f"id {at.id}" for at in options if not 0 < units(at.id) <= 150),
    ]
    if len(options) > count_max or (not options and isinstance(reply, ListReply | ButtonsReply)):
        faults.append(f"{len(options)} options")
    for names in ([at.id for at in options], [at.label for at in options]):
        faults.extend(f"twice {name}" for name, times in Counter(names).items() if times > 1)
    return faults


def test_every_construct_of_the_language_holds_the_limits(constructs: Release) -> None:
    """Also what the repository's own catalogue does not use."""
    faults = [f"{name}: {faults_of(reply)}" for _, name, reply in every_reply(constructs)]

    assert [fault for fault in faults if not fault.endswith(": []")] == []


def test_every_reply_holds_the_limits(exhibits: list[Exhibit]) -> None:
    """Menus, pages, answers, offices, feedback, results, notices, words above each of them."""
    faults = [f"{place} {name}: {faults_of(reply)}" for place, name, reply in exhibits]

    assert [fault for fault in faults if not fault.endswith(": []")] == []


def test_nothing_of_the_catalogue_is_cut(exhibits: list[Exhibit]) -> None:
    """Cutting is a last resort that no text of this catalogue needs."""
    assert [name for _, name, reply in exhibits if "…" in repr(reply)] == []


def test_isolates_are_balanced_and_links_end_their_line(exhibits: list[Exhibit]) -> None:
    """An open isolate would turn what follows; a sign after a link would become part of it."""
    for _, name, reply in exhibits:
        body = reply.body
        assert body.count("\u2066") + body.count("\u2067") == body.count("\u2069"), name
        for line in body.splitlines():
            assert "https://" not in line or line.startswith("https://"), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_is_on_a_row_of_some_page(release: Release, language: Language) -> None:
    """Who only taps reaches every choice of every menu and every office, in both languages."""
    for address, node in release.library.nodes.items():
        if isinstance(node.content, Menu | OfficeList):
            rows = {
                option.id
                for reply in pages_of(release, address, language)
                for option in options_of(reply)
            }
            assert {choice.target for choice in choices_of(node)} <= rows


def test_a_crowded_answer_is_told_of_before_it_has_to_be_split(release: Release) -> None:
    """None in this catalogue; one whose questions lost their lines is named with its place."""
    assert list(crowded_answers(release)) == []

    fees = "cspd/passport-renew/fees"
    crowded = answering(release, fees, "جملة طويلة عن الرسوم والمدة في المكاتب. " * 23)
    assert list(crowded_answers(crowded)) == [(release.library.node(fees).place, f"{fees} ar")]


def pages_of(release: Release, address: str, language: Language) -> list[Reply]:
    """The pages of one screen."""
    pages = range(1, release.shelf.pages(address) + 1)
    return [release.shelf.screen(Spot(address, page, language)).reply for page in pages]
