"""A walk proves what holds, and finds whatever does not by its shortest conversation."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.authoring.walking.telling.report import as_text, faults_of
from bot.authoring.walking.worldwide import Wish
from bot.conversation.release import Release
from bot.conversation.screens import menus
from bot.conversation.screens.layout import pages
from bot.flows.nodes import Menu
from bot.messages.inbound import Inbound, Tap, Text
from tests.authoring.walking import sabotages
from tests.authoring.walking.sabotages import FEES, SERVICE, WHERE, Change, changed
from tests.authoring.walking.walks import find, load, walk
from tests.conversation import catalogues
from tests.support.small_flows import write_small_flows


def test_all_holds_of_sound_flows(small: Release) -> None:
    """Nothing is found where nothing is wrong; and everything was there to be found."""
    [walked] = walk(small)

    assert as_text([walked]).endswith("\neverything holds\n")
    assert walked.states >= len(small.library.nodes)
    assert set(walked.turns) >= {"tap", "number", "label", "home", "back", "language", "erase"}
    assert set(walked.turns) >= {"nonsense", "media", "old tap", "code", "time-out", "search"}


SABOTAGES: dict[str, tuple[Change, str, str, int, Inbound]] = {
    "a menu without home": (
        sabotages.without_home, "home is on every list", "without a row for the main menu",
        3, Tap(SERVICE),
    ),
    "a back that goes to and fro": (
        sabotages.back_to_and_fro, "back reaches home", "never comes home", 3, Tap(SERVICE),
    ),
    "a back that leads down": (
        sabotages.back_to_and_fro, "back returns", "elsewhere than one up", 4, Text("رجوع"),
    ),
    "a language that is lost": (
        sabotages.language_lost, "the language is kept", "a word changes the language",
        2, Text("شكرا"),
    ),
    "a trap": (
        sabotages.trapped, "nobody is trapped", "no message leads back", 4, Tap(FEES),
    ),
    "a screen from which home is not found": (
        sabotages.trapped, "home is one message away", "leads elsewhere", 5, Text("القائمة"),
    ),
    "an answer that leads nowhere": (
        sabotages.nothing_leads_on, "no screen is a dead end", "nothing it offers", 4, Tap(WHERE),
    ),
    "a reply too long": (
        sabotages.too_long, "every reply is within the limits",
        "interactive.body.text is too long; 1024 UTF-16 units are allowed", 4, Tap(WHERE),
    ),
    "a label too long": (
        sabotages.label_too_long, "every reply is within the limits",
        "buttons[…].reply.title is too long", 1, Text("الخصوصية"),
    ),
    "a citizen forgotten at once": (
        sabotages.forgotten_at_once, "erasing is confirmed", "not asked back", 2,
        Text("امسح بياناتي"),
    ),
    "a number in other digits": (
        sabotages.number_is_another("۲", "1"), "a number is its row", "elsewhere than its row",
        2, Text("۲"),
    ),
    "a yes that is a no": (
        sabotages.yes_leads_home, "yes and no are rows", "another thing than its row",
        4, Text("نعم"),
    ),
    "a reply that is never the same": (
        sabotages.never_the_same(), "equal turns are equal", "got another turn", 4, Tap(FEES),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SABOTAGES)
def test_each_sabotage_is_found_by_its_name_and_shortest_conversation(
    small: Release, name: str
) -> None:
    """One proof names it, and the conversation that shows it holds no message too many."""
    change, proof, cause, length, last = SABOTAGES[name]

    fault = find(small, change)[proof]

    assert cause in fault.cause
    assert fault.is_by_menus
    assert (len(fault.said), _as_said(fault.said[-1].message)) == (length, last)


def test_a_turn_that_changes_its_session_is_found(small: Release) -> None:
    """The session before a turn stays as it was: else what fails half-way leaves its marks."""
    fault = find(small, sabotages.session_changed)["equal turns are equal"]

    assert fault.cause == "a turn changes the session it is given"
    assert _as_said(fault.said[-1].message) == Tap(SERVICE)


def test_a_service_that_no_menu_leads_to_is_found(small: Release) -> None:
    """It may be searched for; but who looks through the menus never meets it."""
    node = small.library.node(SERVICE)
    assert isinstance(node.content, Menu)
    content = Menu(node.content.choices[:1], node.content.role)
    broken = catalogues.changed(small, replace(node, content=content))

    causes = [fault.cause for fault in faults_of(walk(broken))]

    assert causes == [f"no menu leads to {WHERE} [{language}]" for language in ("ar", "en")]


def test_a_choice_that_no_page_shows_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its number still leads there, but nobody is told of it."""

    def without_the_last(count: int, fixed_first: int, fixed_later: int) -> tuple[range, ...]:
        *before, last = pages(count, fixed_first, fixed_later)
        return (*before, range(last.start, last.stop - 1)) if before else (last,)

    flows = write_small_flows(tmp_path / "flows", [f"agency-{name}" for name in "abcdefghijk"])
    monkeypatch.setattr(menus, "pages", without_the_last)

    [walked] = walk(load(flows), Wish(only=frozenset(("agency-a",))))

    causes = [fault.cause for fault in faults_of([walked])]
    told = "no page of @main [{}] has a row for its number 11"
    assert causes == [told.format(language) for language in ("ar", "en")]


def test_progress_is_told_of_each_part_until_nothing_is_left(small: Release) -> None:
    """How much is explored never passes what is known, and ends there in every part."""
    told: list[tuple[str, int, int]] = []

    walk(small, Wish(told=lambda *at: told.append(at)))

    last = {part: (explored, known) for part, explored, known in told}
    assert [part.partition(", ")[2] for part in last] == [
        "menus", "rows of long ago", "searches and codes",
    ]  # fmt: skip
    assert all(explored <= known for _, explored, known in told)
    assert all(explored == known for explored, known in last.values())


def test_one_fault_of_many_screens_is_told_once(small: Release) -> None:
    """With how often it was met, and one conversation that shows it."""
    report = walk(small, Wish(take=changed(sabotages.too_long)))

    lines = as_text(report).splitlines()

    [at] = [number for number, line in enumerate(lines) if line.startswith("every reply is")]
    assert " times, first at alpha/service [ar], 2026-11-23 12:00" in lines[at + 1]
    assert lines[at + 2 : at + 6] == [
        "  1. types السلام عليكم",
        "  2. taps جهة 1 (alpha)",
        "  3. taps خدمة 1 (alpha/service)",
        "  4. taps أين ومتى؟ (alpha/service/where)",
    ]


def _as_said(message: Inbound) -> Inbound:
    """A tap without its label, which is not trusted either."""
    return Tap(message.id) if isinstance(message, Tap) else message
