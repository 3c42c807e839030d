"""A place is gone or moved: what relied on it is told once, what moved is found wherever it is."""

import shutil
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.release import Release, load_release
from bot.conversation.settling import question_of
from bot.flows.library import frozen
from bot.flows.nodes import Choice, Menu
from bot.messages.inbound import Inbound, Media, Tap, Text, Unreadable
from tests.conversation.catalogues import moved, rebuilt, without
from tests.conversation.talking import Talk

ROOT = Path(__file__).parents[2]
GONE = "The place you were in is no longer available; this is the nearest menu:"
OPTION_GONE = "The option you chose is no longer available; this is the nearest menu:"
AGAIN = "For this I need your answer first:"
AGE = "town/benefit"


@pytest.fixture
def talk(constructs: Release) -> Talk:
    """Somebody who reads English."""
    talk = Talk(constructs)
    talk.says("hi", "English")
    return talk


def edited(folder: Path, old: str, new: str, *more: tuple[str, str]) -> Release:
    """The catalogue of every construct with a change in the town's file, and what that entails."""
    flows = Path(shutil.copytree(ROOT / "tests" / "samples" / "language", folder / "flows"))
    path = flows / "town.yaml"
    written = path.read_text(encoding="utf-8")
    assert written.count(old) == 1
    for this, that in ((old, new), *more):
        written = written.replace(this, that)
    path.write_text(written, encoding="utf-8")
    return load_release(
        flows, ROOT / "locales", session_timeout_s=1800.0, timezone=ZoneInfo("Asia/Amman")
    )


def test_what_moved_more_than_once_is_found(release: Release) -> None:
    """Each author tells the last step alone; also of what it stood in."""
    library = replace(
        release.library,
        moved=frozen({"old/pass": "cspd/pass", "cspd/pass": "cspd/passport-renew", "older": "old"}),
    )
    for address in ("old/pass/fees", "cspd/pass/fees", "older/pass/fees"):
        assert library.nearest_living(address) == ("cspd/passport-renew/fees", True)
    assert library.nearest_living("older/pass/gone") == ("cspd/passport-renew", False)


@pytest.mark.parametrize(
    "inbound",
    [
        *map(Text, ["1", "99", "00", "help", "thanks", "more", "yes", "no", "qwxzj", "English"]),
        *[Text("العربية"), Media("voice"), Unreadable("poll")],
    ],
    ids=str,
)
def test_whatever_is_said_at_a_lost_place_it_is_told_once(
    release: Release, english: Talk, inbound: Inbound
) -> None:
    """One word about it, above the nearest menu; then that is the place."""
    english.taps_id("cspd/passport-renew/fees")
    english.moves_to(without(release, "cspd/passport-renew"))
    english.sends(inbound)

    word = release.phrases.say(english.session.language or "ar", "place-gone")
    assert (english.session.state, english.reply.body.count(word)) == ("cspd", 1)
    english.says("help")
    assert word not in english.reply.body


def test_a_number_of_a_lost_menu_is_not_one_of_a_menu_that_looks_alike(
    release: Release, english: Talk
) -> None:
    """The menu above has the very same choices: what was meant is gone all the same."""
    gone = "cspd/passport-renew"
    english.taps_id(gone)
    content = release.library.node(gone).content
    assert isinstance(content, Menu)
    nodes = dict(without(release, gone).library.nodes)
    for choice in content.choices:
        node = release.library.node(choice.target)
        at = f"cspd/{choice.key}"
        nodes[at] = replace(node, address=at, parent="cspd")
    keys = [choice.key for choice in content.choices]
    above = Menu(tuple(Choice(key, f"cspd/{key}") for key in keys), "services")
    nodes["cspd"] = replace(nodes["cspd"], content=above)
    english.moves_to(rebuilt(release, nodes))
    english.says("1")

    assert (english.session.state, english.first_line) == ("cspd", GONE)


def test_answers_move_with_their_question(talk: Talk, tmp_path: Path) -> None:
    """What was answered is known to the heir: the conversation goes on where it was."""
    talk.taps_id(AGE)
    talk.says("40")
    talk.moves_to(edited(tmp_path, "id: benefit\n", "id: aid\n    moved_from: [town/benefit]\n"))
    talk.says("married", "1/1/2012")

    assert talk.session.state == "town/aid/status/since/note"
    assert question_of(talk.session.answers[0][0]) == "town/aid"


def test_an_answer_is_never_that_of_another_question(talk: Talk, tmp_path: Path) -> None:
    """The same place asks for something else now: it is asked, not taken as answered."""
    talk.taps_id(AGE)
    talk.says("17")
    other = edited(
        tmp_path, "name: age\n", "name: rooms\n", ("{age}", "{rooms}"), ("{age:", "{rooms:")
    )
    talk.moves_to(other)
    talk.says("help")

    assert talk.session.state == AGE
    assert AGAIN in talk.reply.body
    assert talk.session.answers == ()


@pytest.mark.parametrize(
    ("place", "earlier", "typed"),
    [
        (AGE, (), "40"),
        (f"{AGE}/status/since", ("40", "married"), "12/5/2009"),
        (f"{AGE}/status/since/note", ("40", "married", "1/1/2012"), "a store"),
    ],
)
def test_an_answer_to_a_question_that_is_gone_is_no_search(
    constructs: Release, talk: Talk, place: str, earlier: tuple[str, ...], typed: str
) -> None:
    """Who answers is told that the question is gone; the answer opens nothing by chance."""
    talk.taps_id(AGE)
    talk.says(*earlier) if earlier else None
    assert talk.session.state == place
    talk.moves_to(without(constructs, AGE))
    talk.says(typed)

    assert (talk.session.state, talk.first_line) == ("town", GONE)


def test_going_on_after_a_silence_finds_the_heir(release: Release, english: Talk) -> None:
    """ "Continue" leads to where the place is now, and says so if it is gone."""
    english.taps_id("cspd/passport-renew/fees")
    english.waits(4000)
    english.says("hi")
    waiting = english.session
    for said in ("yes", "00"):
        english.session = waiting
        english.moves_to(moved(release, "cspd/passport-renew", "cspd/renewal"))
        english.says(said)
        assert english.session.state == "cspd/renewal/fees"

        english.session = waiting
        english.moves_to(without(release, "cspd/passport-renew"))
        english.says(said)
        assert (english.session.state, english.first_line) == ("cspd", OPTION_GONE)


def test_results_of_a_search_follow_what_moved(release: Release, english: Talk) -> None:
    """In the list last shown, and in one asked for by an old row."""
    english.taps_id("@not:cspd/passport-renew,ssc/offices")
    english.moves_to(moved(release, "cspd/passport-renew", "cspd/renewal"))
    english.says("1", "1")
    assert english.session.state == "cspd/renewal"

    english.taps_id("@not:cspd/passport-renew,ssc/offices")
    assert english.options[0].id == "cspd/renewal"

    english.moves_to(without(without(release, "cspd/passport-renew"), "ssc/offices"))
    english.says("1")
    assert (english.session.state, english.first_line) == ("@main", GONE)


def test_back_on_an_old_row_is_not_back_from_here(release: Release, english: Talk) -> None:
    """A row "Back" that led to an agency which is gone opens nothing above the place of today."""
    english.taps_id("cspd/passport-renew")
    english.moves_to(without(release, "ssc"))
    english.sends(Tap("ssc", "Back"))

    assert (english.session.state, english.first_line) == ("@main", OPTION_GONE)


def test_a_label_that_is_gone_opens_nothing_else_by_search(release: Release, english: Talk) -> None:
    """What it finds instead is offered; what bears that very name is opened."""
    english.taps_id("cspd")
    english.moves_to(without(release, "cspd/id-lost"))
    menu = english.session
    english.says("Lost ID card")
    assert english.session.state == "@results"

    english.session = menu
    english.says("Health insurance card")
    assert english.session.state == "moh/insurance-card"
