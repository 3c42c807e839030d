"""`check` tells what of the chat menu WhatsApp would refuse, or the bot not understand."""

from pathlib import Path

import pytest

from bot.flows.codes import code_of
from tests.authoring.checking.test_nodes import told
from tests.flows.authored import FILES, write_flows

_PROMPTS = "".join(f"    - {{text: Question {at}?, opens: moj/deed}}\n" for at in range(5))
_COMMANDS = "".join(
    f"    - {{name: c{at}, about: {{ar: أمر, en: Do}}, opens: moj}}\n" for at in range(31)
)


def faults_of(folder: Path, menu: str) -> list[str]:
    """What is told of a chat menu; its first line is line 5 of the file."""
    main = f"{FILES['_main.yaml']}chat_menu:\n{menu}"
    return [
        fault.removeprefix("_main.yaml:")
        for fault in told(write_flows(folder / "flows", {"_main.yaml": main}))
    ]


def a_command(name: str, opens: str = "", ar: str = "شيء", en: str = "Thing") -> str:
    """The lines of one command."""
    more = f", opens: {opens}" if opens else ""
    return f"  commands:\n    - {{name: {name}, about: {{ar: {ar}, en: {en}}}{more}}}\n"


def a_prompt(text: str, opens: str = "moj/deed") -> str:
    """The lines of one question."""
    return f"  ice_breakers:\n    - {{text: {text}, opens: {opens}}}\n"


def test_a_sound_menu_has_no_fault(tmp_path: Path) -> None:
    """Four questions, thirty commands."""
    menu = f"  welcome: true\n  ice_breakers:\n{_PROMPTS}"
    menu = menu.replace("    - {text: Question 4?, opens: moj/deed}\n", "")
    commands = _COMMANDS.rpartition("    - ")[0]
    assert faults_of(tmp_path, f"{menu}  commands:\n{commands}") == []


@pytest.mark.parametrize(
    ("menu", "fault"),
    [
        (f"  ice_breakers:\n{_PROMPTS}", "10:7: too-many 5 questions; WhatsApp shows 4"),
        (f"  commands:\n{_COMMANDS}", "36:7: too-many 31 commands; WhatsApp shows 30"),
        (a_prompt("W" * 81), "6:14: too-long 81 of 80"),
        (a_prompt("Deeds 📄"), "6:14: emoji"),
        (a_prompt("Deeds?", "moj/dead"), '6:7: unknown-address there is no "moj/dead". Did you'),
        (a_prompt("menu"), '6:7: reserved-label "menu" is a word'),
        (a_prompt("'25'"), '6:7: reserved-label "25"'),
        (a_prompt(code_of("moj")), "6:7: reserved-label"),
        (a_prompt("Deeds?") + "    - {text: deeds, opens: moj}\n", "7:7: duplicate-id"),
        (a_command("Renew", "moj"), "6:14: bad-id a command is 1-32"),
        (a_command("a" * 33, "moj"), "6:14: bad-id"),
        (a_command("deed", "moj", en="D" * 121), "too-long 121 of 120"),
        (a_command("deed", "moj", ar="سند 📄"), "emoji"),
        (a_command("deed"), '6:7: missing-key "opens" is missing: "deed" is no word'),
        (a_command("menu", "moj"), '6:7: reserved-label "menu" is a word'),
        (a_command("deed", "moj/dead"), "6:7: unknown-address"),
    ],
)
def test_a_mistake_is_told_at_its_line(tmp_path: Path, menu: str, fault: str) -> None:
    """Each by itself, nothing besides."""
    (found,) = faults_of(tmp_path, menu)

    assert fault in found


def test_what_not_everybody_sees_is_not_offered_to_everybody(tmp_path: Path) -> None:
    """The platform shows one list to all."""
    gam = {"gam.yaml": FILES["gam.yaml"].replace("stage: pilot", "stage: invited")}
    main = FILES["_main.yaml"] + "chat_menu:\n" + a_prompt("Build?", "gam/building")
    faults = told(write_flows(tmp_path / "flows", {"_main.yaml": main} | gam))

    assert any('unknown-address "gam/building" is not for everybody yet' in at for at in faults)
