"""The few screens that are drawn of a service find what all of its screens would."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest

from bot.authoring.checking.check import check_flows
from bot.authoring.checking.drawing.reliance import Digests, Reliance
from bot.authoring.checking.drawing.sampling import sample_replies
from bot.conversation.gallery import (
    bare,
    dressed,
    every_reply,
    longest_above,
    replies_of_nodes,
    spots_of,
)
from bot.conversation.release import Release, load_release
from bot.conversation.screens.wording import Spot
from bot.flows.nodes import Answer, Node
from bot.messages.reply import ListReply, Option
from bot.texts.directions import units
from bot.texts.languages import LANGUAGES
from bot.whatsapp.limits import INTERACTIVE_BODY
from bot.whatsapp.payloads import compose
from bot.whatsapp.validation import find_content_violations

ROOT = Path(__file__).parent.parent.parent.parent
CONSTRUCTS = ROOT / "tests" / "samples" / "language"
LONG = "Much too long for any row or title or button: "
DEFECTS = (
    ("row-back", "\0"),
    ("row-not-this", "\0"),
    ("row-not-this-about", "\0"),
    ("row-useful", "\0"),
    ("row-nearest", "\0"),
    ("reason-wrong", "\0"),
    ("feedback-thanks", "\0"),
    ("feedback-why", "\0"),
    ("menu-closed", "\0"),  # said where a stranger may see nothing of a menu
    ("welcome", "\0"),
    ("safety-notice", "\0"),
    ("too-long", "\0" + "word " * 80),  # the longest that is said above a menu
    ("section-reasons", LONG),
    ("section-offices", LONG),
    ("footer-ask", LONG * 2),
)


@pytest.fixture(scope="module")
def constructs() -> Release:
    """A made-up catalogue that uses every construct of the flow language."""
    return release_of(CONSTRUCTS, ROOT / "locales")


def release_of(flows: Path, locales: Path) -> Release:
    """As the checker makes it."""
    return load_release(flows, locales, session_timeout_s=0.0, timezone=UTC)


def answers(release: Release) -> Iterator[Node]:
    """All nodes that are answers."""
    yield from (at for at in release.library.nodes.values() if isinstance(at.content, Answer))


@pytest.mark.parametrize(("name", "defect"), DEFECTS, ids=[name for name, _ in DEFECTS])
def test_a_defect_is_told_of_each_screen_that_shows_it(
    tmp_path: Path, name: str, defect: str
) -> None:
    """The same faults at the same places as of every screen that there is."""
    for language in LANGUAGES:
        text = (ROOT / "locales" / f"{language}.ftl").read_text(encoding="utf-8")
        assert f"\n{name} = " in text
        text = text.replace(f"\n{name} = ", f"\n{name} = {defect}", 1)
        (tmp_path / f"{language}.ftl").write_text(text, encoding="utf-8")

    told = [at for at in check_flows([CONSTRUCTS], tmp_path) if at.code == "refused-by-whatsapp"]

    expected = set()
    for place, screen, reply in every_reply(release_of(CONSTRUCTS, tmp_path)):
        expected |= {(place, screen, at.detail) for at in find_content_violations(compose(reply))}
    assert expected
    words = "{}: WhatsApp would refuse this screen: {}"
    assert {(at.place, at.message) for at in told} <= {
        (place, words.format(screen, detail)) for place, screen, detail in expected
    }
    assert {(at.place, at.message.partition("screen: ")[2]) for at in told} == {
        (place, detail) for place, _, detail in expected
    }


def test_words_around_a_screen_change_its_body_alone(constructs: Release) -> None:
    """They are left out, or the screen is drawn in less room, where a body has none for them."""
    above = longest_above(constructs)
    alike = 0
    for language in LANGUAGES:
        for node in constructs.library.nodes.values():
            for spot in spots_of(constructs, language, node):
                plain = bare(constructs, node, spot)[2]
                if spot.subject or not node.parent or not constructs.shelf.shows_all_the_same(spot):
                    continue
                for _, _, reply in dressed(constructs, node, spot, above[language]):
                    assert replace(reply, body=plain.body) == plain
                    assert units(reply.body) <= INTERACTIVE_BODY
                    alike += 1
    assert alike > 50


def test_what_a_search_led_to_shows_one_row_more(constructs: Release) -> None:
    """And never one that is not there when the same answer is chosen from its menu."""
    more = set()
    for language in LANGUAGES:
        for node in answers(constructs):
            for spot in spots_of(constructs, language, node):
                plain = bare(constructs, node, spot._replace(hits=()))[2]
                found = bare(constructs, node, spot)[2]
                if spot.hits and isinstance(plain, ListReply) and isinstance(found, ListReply):
                    more |= rows_of(found) - rows_of(plain)
                    assert found == replace(plain, body=found.body, sections=found.sections)
    assert {(title, row.label) for title, row in more} == {
        (
            constructs.phrases.say(language, "section-navigation"),
            constructs.phrases.say(language, at),
        )
        for language in LANGUAGES
        for at in ("row-not-this",)
    }


def test_what_is_said_about_answers_differs_by_title_and_address(constructs: Release) -> None:
    """Thanks for a rating, and the question why an answer did not help."""
    seen: dict[tuple[str, ...], set[str]] = {}
    for language in LANGUAGES:
        for node in answers(constructs):
            menu = constructs.library.menu_above(node).address
            for state in ("@thanks", "@reasons"):
                reply = bare(constructs, node, Spot(state, 1, language, node.address))[2]
                if state == "@reasons":
                    reply = replace(reply, body="")
                text = repr(reply).replace(f":{node.address}'", ":HERE'")
                seen.setdefault((language, menu, state), set()).add(text)
    assert {len(texts) for texts in seen.values()} == {1}


def rows_of(reply: ListReply) -> set[tuple[str, Option]]:
    """The rows of a list, each with the title of its section."""
    return {(section.title, row) for section in reply.sections for row in section.options}


@pytest.mark.parametrize("service", ["town", "town/shop", "town/benefit", "desk"])
def test_a_sample_reads_of_others_what_all_screens_read(constructs: Release, service: str) -> None:
    """What is remembered of a service stands as long as that: a sample must not miss a part."""
    library = constructs.library
    inside = f"{service}/" if "/" in service else ""
    own = {
        at: node
        for at, node in library.nodes.items()
        if at == service or (inside and at.startswith(inside))
    }
    assert own
    relied = []
    for replies_of in (sample_replies, replies_of_nodes):
        reliance = Reliance(constructs, Digests(library), own)
        assert list(replies_of(reliance.release, list(own.values()), longest_above(constructs)))
        relied.append(reliance.relied())
    assert relied[0] == relied[1] != {}
