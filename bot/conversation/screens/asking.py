"""Questions back to the citizen: choices as a list, all else with buttons that lead out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from typing import get_args

from bot.conversation.addresses import choice_id
from bot.conversation.screens.layout import (
    BODY_MAX,
    Entry,
    Screen,
    entry,
    fit,
    join_blocks,
    join_lines,
    list_screen,
    number_lines,
    screen_of,
)
from bot.conversation.screens.wording import (
    Spot,
    Wording,
    back_row,
    filled,
    main_row,
    stage_notice,
)
from bot.flows.nodes import MAIN, AnswerType, Ask, Node
from bot.flows.when.conditions import Bound
from bot.messages.reply import ButtonsReply, Option
from bot.texts.dates import say_date

_TYPES: Mapping[str, AnswerType] = {each: each for each in get_args(AnswerType)}


def draw_ask(wording: Wording, spot: Spot, room: int = BODY_MAX) -> Screen:
    """The question at a spot, with what would be an answer."""
    node = wording.library.node(spot.state)
    ask = node.content
    if not isinstance(ask, Ask):
        raise TypeError(spot.state)
    top = join_lines(f"*{wording.title(node.address)}*", stage_notice(wording, node))
    question = filled(wording, ask.text, ask.fills)
    if ask.type == "choice":
        screen = _choices_screen(wording, node, ask, join_blocks(top, question), room)
    else:
        body = fit([join_blocks(top, question, _hint(wording, ask))], wording.language, room)
        reply = ButtonsReply(body, _ways_out(wording, node), wording.say("footer-ask"))
        screen = screen_of(reply, (), node.address)
    return replace(screen, digest=_digest(wording, ask))


def _choices_screen(wording: Wording, node: Node, ask: Ask, top: str, room: int) -> Screen:
    entries = _entries(wording, node, ask)
    lines = number_lines(entries, range(len(entries)))
    body = fit([join_blocks(top, lines)], wording.language, room)
    sections = (
        (wording.say("section-choices"), [at.option for at in entries]),
        (wording.say("section-navigation"), _navigation(wording, node)),
    )
    return list_screen(
        body, wording.say("button-choices"), wording.footer, sections, entries, node.address
    )


def _entries(wording: Wording, node: Node, ask: Ask) -> tuple[Entry, ...]:
    return tuple(
        entry(choice_id(node.address, at.id), wording.text(at.title), wording.text(at.about))
        for at in ask.choices
    )


def _navigation(wording: Wording, node: Node) -> list[Option]:
    above = [] if node.parent == MAIN else [back_row(wording, node.parent)]
    return [*above, main_row(wording)]


def _ways_out(wording: Wording, node: Node) -> tuple[Option, ...]:
    """Back and main menu: without numbers, since a number is an answer here."""
    above = [] if node.parent == MAIN else [Option(node.parent, wording.say("row-back"))]
    return (*above, Option(MAIN, wording.say("button-main-menu")))


def _hint(wording: Wording, ask: Ask) -> str:
    """What to type, and between which bounds."""
    if ask.type == "text":
        return wording.say("ask-text")
    low, high = _bound(wording, ask.least), _bound(wording, ask.most)
    if low and high:
        return wording.say(f"ask-{ask.type}-between", least=low, most=high)
    if low:
        return wording.say(f"ask-{ask.type}-from", least=low)
    return wording.say(f"ask-{ask.type}-to", most=high) if high else wording.say(f"ask-{ask.type}")


def _bound(wording: Wording, bound: Bound) -> str:
    if bound is None:
        return ""
    if bound == "today":
        return wording.say("ask-today")
    if isinstance(bound, date):
        return say_date(wording.language, bound, wording.phrases)
    return str(bound)


def _digest(wording: Wording, ask: Ask) -> str:
    """Equal as long as an answer means the same, wherever the question stands.

    Begins with a mark of the type: what is typed next may be an answer, also when the question is
    no more by then.
    """
    choices = [(at.id, wording.text(at.title)) for at in ask.choices]
    meant = repr((ask.name, ask.type, choices, ask.least, ask.most))
    return f"?{ask.type}:{blake2b(meant.encode(), digest_size=4).hexdigest()}"


def asked_type(digest: str) -> AnswerType | None:
    """The type of the question on a screen of this digest; None where there was none."""
    return _TYPES.get(digest[1:].partition(":")[0]) if digest.startswith("?") else None
