"""Every expectation holds when it should, and tells in lines what differs when it does not."""

import orjson
import pytest

from bot.authoring.scripts.playing.judging import judge
from bot.authoring.scripts.playing.outcomes import Outcome
from bot.authoring.scripts.playing.results import Difference
from bot.authoring.scripts.playing.screens import Message
from bot.authoring.scripts.script import Check
from bot.flows.nodes import Place
from bot.messages.inbound import Identity
from bot.messages.reply import TextReply
from bot.service.direct.payloads import Payloads
from bot.whatsapp.payloads import content_of
from tests.authoring.scripts.conftest import GREETED, Play

HEAD = "conversation: x\nsteps:\n" + GREETED
ALPHA = "  - types: '1'\n    sees: "
BODY = "*Agency alpha*\\nChoose a service or type its number:\\n\\n1- Service alpha"

HOLDS = [
    "Service alpha",
    "[Service alpha, Choose a service]",
    "{screen: alpha}",
    "{has: Service alpha, lacks: Service bravo, language: en, kind: list}",
    '{begins: "*Agency alpha*"}',
    f'{{text: "{BODY}"}}',
    f'{{text: "{BODY}  \\n\\n"}}',
    "{offers: [Main menu, Service alpha], hides: Service bravo}",
    "{button: Choose a service, footer: Type a number or a question · menu 0 · back 00}",
]
DIFFERS = {
    "Service bravo": Difference("has", ("Service bravo",), ()),
    "{screen: bravo}": Difference("screen", ("bravo",), ("alpha",)),
    "{lacks: [Service alpha, none]}": Difference("lacks", ("Service alpha",), ()),
    '{begins: "*Agency bravo*"}': Difference("begins", ("*Agency bravo*",), ("*Agency alpha*",)),
    "{offers: [Service alpha, Service bravo]}": Difference("offers", ("Service bravo",), ()),
    "{hides: [Service alpha, Service bravo]}": Difference("hides", ("Service alpha",), ()),
    "{lacks: [none, SERVICE - alpha]}": Difference("lacks", ("SERVICE - alpha",), ()),
    "{hides: [Service bravo, service ALPHA]}": Difference("hides", ("service ALPHA",), ()),
    '{lacks: "Service\\u200f alpha"}': Difference("lacks", ("Service alpha",), ()),
    "{language: ar}": Difference("language", ("ar",), ("en",)),
    "{kind: buttons}": Difference("kind", ("buttons",), ("list",)),
    "{button: Go}": Difference("button", ("Go",), ("Choose a service",)),
    "{link: https://example.org}": Difference("link", ("https://example.org",), ("there is none",)),
    "{status: 400}": Difference("status", ("400",), ("200",)),
    "nothing": Difference("nothing", ("nothing is seen",), ()),
}


def differences(play: Play, steps: str) -> list[Difference]:
    """What differs in the last step."""
    (played,) = play(HEAD + steps)
    assert not any(step.trouble for step in played.steps)
    return list(played.steps[-1].differences)


@pytest.mark.parametrize("sees", HOLDS)
def test_it_holds(play: Play, sees: str) -> None:
    """No difference."""
    assert differences(play, ALPHA + sees) == []


@pytest.mark.parametrize("sees", DIFFERS)
def test_it_differs(play: Play, sees: str) -> None:
    """Exactly one difference, with what was expected and what came."""
    wanted = DIFFERS[sees]

    (found,) = differences(play, ALPHA + sees)

    assert (found.name, found.expected) == (wanted.name, wanted.expected)
    assert found.actual == (wanted.actual or found.actual)


def test_abouts_are_all_the_lines_below_options_in_order(play: Play) -> None:
    """One more, one less or another order differs; `[]` is none at all."""
    main = '  - types: "0"\n    sees: '
    lines = differences(play, main + "{abouts: [none]}")[0].actual
    right, wrong = (", ".join(f'"{line}"' for line in each) for each in (lines, [*reversed(lines)]))

    assert lines.count("About the agency") == 6  # and what stands below the other rows
    assert differences(play, main + f"{{abouts: [{right}]}}") == []
    assert len(differences(play, main + f"{{abouts: [{wrong}]}}")) == 1
    assert len(differences(play, main + "{abouts: []}")) == 1
    assert differences(play, ALPHA + "{abouts: []}") == []


def test_options_are_all_of_them_in_order(play: Play) -> None:
    """One more, one less or another order differs; `[]` is none at all."""
    labels = ["Service alpha", "Main menu"]
    (found,) = differences(play, ALPHA + f"{{options: {[*reversed(labels)]}}}".replace("'", ""))
    right = ", ".join(found.actual)

    assert set(labels) <= set(found.actual)
    assert differences(play, ALPHA + f"{{options: [{right}]}}") == []
    assert len(differences(play, ALPHA + "{options: []}")) == 1


def test_the_whole_payload(play: Play) -> None:
    """As WhatsApp gets it, with each value as text; one sign more and it differs."""
    (found,) = differences(play, ALPHA + "{payload: {type: text}}")
    assert "type: interactive" in found.actual

    payload = orjson.dumps(found.mend).decode()
    assert differences(play, ALPHA + f"{{payload: {payload}}}") == []


def test_nothing_may_tell_why(play: Play) -> None:
    """Another reason differs."""
    reaction = "  - sends: {reaction: x}\n    sees: {nothing: %s}"

    assert differences(play, reaction % "reaction") == []
    (found,) = differences(play, reaction % "duplicate")
    assert (found.expected, found.actual) == (("duplicate",), ("reaction",))


def test_something_expected_where_nothing_came(play: Play) -> None:
    """The difference tells why nothing came."""
    (found,) = differences(play, "  - sends: {reaction: x}\n    sees: {screen: main}")

    assert found.actual == ("nothing is seen (reaction)",)


def test_marks_of_direction_count_only_where_they_are_written() -> None:
    """Left out they tell nothing; written as ⟨ and ⟩ they must be where they are."""
    content = Message({"type": "text", "text": {"body": "اتصل \u2066+962 6\u2069 الآن"}})
    outcome = Outcome("wamid.1", "replied", content=content)
    place = Place("script.yaml")

    def is_met(text: str) -> bool:
        return not [*judge([Check("text", text, place)], [outcome], 200)]

    assert is_met("اتصل +962 6 الآن")
    assert is_met("اتصل ⟨+962 6⟩ الآن")
    assert not is_met("اتصل +⟨962 6⟩ الآن")


def test_every_reply_must_be_one_that_whatsapp_takes() -> None:
    """Nothing needs to be asked for."""
    made = content_of(TextReply("x" * 4097))
    content, broken = Payloads().read(made, Identity("962790000001"))
    outcome = Outcome("wamid.1", "replied", content=content, broken=broken)

    (found,) = judge(None, [outcome], 200)

    assert found.name == "limits"
    assert found.actual == ("text.body is 4097 long; 4096 UTF-16 units are allowed",)


def test_an_apology_for_a_fault_is_never_as_scripted() -> None:
    """Even where nothing is expected of the step."""
    outcome = Outcome("wamid.1", "failed", "turn-failed", content=Message({}))

    assert [found.name for found in judge(None, [outcome], 200)] == ["turn"]
