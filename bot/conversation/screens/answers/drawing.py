"""An answer as one message: a list, a link button, or buttons below a file or picture."""

from dataclasses import replace

from bot.conversation.screens.answers.choices import (
    buttons_beside,
    choices_below,
    lines_below,
    sections_beside,
    short_lines,
)
from bot.conversation.screens.answers.texts import (
    answer_parts,
    confirmed,
    heading,
    sourced,
    text_of,
    with_contacts,
)
from bot.conversation.screens.layout import (
    BODY_MAX,
    BUTTON_TITLE_MAX,
    Entry,
    Screen,
    fit,
    join_blocks,
    join_lines,
    list_screen,
    screen_of,
)
from bot.conversation.screens.wording import Spot, Wording
from bot.flows.nodes import Answer, Node
from bot.messages.reply import ButtonsReply, LinkReply, Reply
from bot.texts.directions import cut


def draw_answer(wording: Wording, spot: Spot, room: int = BODY_MAX) -> Screen:
    """An answer, or the part of a long one that `spot.page` names."""
    node = wording.library.node(spot.state)
    entries = choices_below(wording, node)
    parts = answer_parts(wording, node)
    part = min(spot.page, len(parts))
    if len(parts) > 1:
        body = _part_body(wording, spot, node, entries, parts, part, room)
    else:
        body = _whole_body(wording, spot, node, entries, room)
    has_rest = part < len(parts)
    menu = wording.library.menu_above(node).address
    reply = _without_list(wording, spot, node, body, parts, part)
    if reply is not None:
        return screen_of(reply, entries, menu)
    sections = sections_beside(wording, spot, node, entries, has_rest=has_rest)
    button = wording.say("button-answer")
    return list_screen(body, button, wording.footer, sections, entries, menu)


def _has_link_button(spot: Spot, node: Node, parts: tuple[str, ...]) -> bool:
    """Whether the link may stand behind a button, which leaves no room for rows.

    Not where a row has to lead on: to the rest of the answer, or to what else a search found.
    """
    answer = node.content
    has_others = any(hit != spot.state for hit in spot.hits)
    wants_button = isinstance(answer, Answer) and answer.link_style == "button" and answer.link
    return bool(wants_button) and len(parts) == 1 and not has_others


def _without_list(
    wording: Wording, spot: Spot, node: Node, body: str, parts: tuple[str, ...], part: int
) -> Reply | None:
    """The answer with a link button, or with buttons below what is attached; else None."""
    answer = node.content
    if not isinstance(answer, Answer):
        return None
    attached = answer.attachment if part == 1 else None
    if _has_link_button(spot, node, parts):
        label = wording.text(answer.link_label) or wording.say("button-open-link")
        return LinkReply(body, label, answer.link, wording.footer, attached)
    if attached is None:
        return None
    options = tuple(
        replace(option, label=cut(option.label, BUTTON_TITLE_MAX), description="")
        for option in buttons_beside(wording, spot, node, has_rest=part < len(parts))
    )
    return ButtonsReply(body, options, wording.footer, attached)


def _whole_body(
    wording: Wording, spot: Spot, node: Node, entries: tuple[Entry, ...], room: int
) -> str:
    """Everything; less the source; less the date; one line for the questions: what fits first."""
    has_button = _has_link_button(spot, node, ("",))
    top = heading(wording, spot, node)
    text = with_contacts(wording, node, text_of(wording, node), has_button=has_button)
    dated = join_lines(text, confirmed(wording, node))
    whole = join_lines(dated, sourced(wording, node))
    every, short = lines_below(wording, node, entries), short_lines(wording, entries)
    candidates = (
        join_blocks(top, whole, every),
        join_blocks(top, dated, every),
        join_blocks(top, text, every),
        join_blocks(top, text, short),
        join_blocks(top, text),
    )
    return fit(candidates, wording.language, room)


def _part_body(
    wording: Wording,
    spot: Spot,
    node: Node,
    entries: tuple[Entry, ...],
    parts: tuple[str, ...],
    part: int,
    room: int,
) -> str:
    """One part; the link stands on the first."""
    top = heading(wording, spot, node, wording.say("answer-part", part=part, parts=len(parts)))
    text = with_contacts(wording, node, parts[part - 1]) if part == 1 else parts[part - 1]
    candidates = (
        join_blocks(top, text, lines_below(wording, node, entries)),
        join_blocks(top, text, short_lines(wording, entries)),
    )
    return fit(candidates, wording.language, room)
