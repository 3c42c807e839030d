"""What an answer says: its heading, its text in as many parts as it needs, what stands below."""

import re
from collections.abc import Iterator
from functools import partial

from bot.conversation.screens.answers.choices import choices_below, short_lines
from bot.conversation.screens.layout import BODY_MAX, join_blocks, join_lines, make_safe
from bot.conversation.screens.wording import Spot, Wording, filled, stage_notice
from bot.flows.nodes import Answer, Node
from bot.texts.dates import say_date
from bot.texts.directions import units
from bot.texts.sentences import split_text

_PAGE = re.compile(r"https://\S+")
# Units of text and link with which every heading and line of ours still fits, although what has to
# be isolated in it may take twice its room.
_SURELY_FITS = 340


def answer_parts(wording: Wording, node: Node) -> tuple[str, ...]:
    """The text of an answer in as many parts as it needs; one for nearly all.

    What it needs does not depend on how it was reached: room for the agency's line, which only
    an answer found by search has, is always kept.
    """
    text = text_of(wording, node)
    if units(text) + _link_units(node) <= _SURELY_FITS:
        return (text,)
    entries = choices_below(wording, node)
    spot = Spot(node.address, 1, wording.language, hits=(node.address,))
    other = short_lines(wording, entries)
    top = heading(wording, spot, node)
    if _measure(wording, join_blocks(top, with_contacts(wording, node, text), other)) <= BODY_MAX:
        return (text,)
    part_top = heading(wording, spot, node, wording.say("answer-part", part=1, parts=2))
    turned = max(wording.say("first-page"), wording.say("last-page"), key=units)
    fixed = join_blocks(turned, part_top, with_contacts(wording, node, "-"), other)
    measure = partial(_measure, wording)
    return split_text(text, BODY_MAX - measure(fixed), measure)


def answer_title(wording: Wording, node: Node) -> str:
    """What an answer is called outside its own menu: `service: question`."""
    above, own = wording.title(node.parent), wording.title(node.address)
    return own if own == above else f"{above}: {own}"


def heading(wording: Wording, spot: Spot, node: Node, part: str = "") -> str:
    """The service and question in bold; where a search led here, the agency below it."""
    title = answer_title(wording, node)
    bold = f"*{title} {part}*" if part else f"*{title}*"
    agency = wording.library.agency_of(node.address).title if spot.hits else None
    return join_lines(bold, wording.text(agency), stage_notice(wording, node))


def confirmed(wording: Wording, node: Node) -> str:
    """When the agency last confirmed the answer, or what it stands in; nothing unless it did."""
    reviewed = next((at.reviewed for at in _upwards(wording, node) if at.reviewed), None)
    if reviewed is None:
        return ""
    day = say_date(wording.language, reviewed, wording.phrases)
    return wording.say("confirmed-on", date=day)


def sourced(wording: Wording, node: Node) -> str:
    """The page a confirmed answer rests on, alone on its line; nothing that is no public page.

    Where nobody confirmed it, a source is a note among authors.
    """
    source = next((at.source for at in _upwards(wording, node) if at.source), "")
    is_linked = isinstance(node.content, Answer) and node.content.link == source
    if not _PAGE.fullmatch(source) or is_linked or not confirmed(wording, node):
        return ""
    return join_lines(wording.say("answer-source"), source)


def _upwards(wording: Wording, node: Node) -> Iterator[Node]:
    """A node and all it stands in, up to its agency."""
    while node.parent:
        yield node
        node = wording.library.node(node.parent)


def text_of(wording: Wording, node: Node) -> str:
    """The answer's own text."""
    answer = node.content
    return filled(wording, answer.text, answer.fills) if isinstance(answer, Answer) else ""


def with_contacts(wording: Wording, node: Node, text: str, *, has_button: bool = False) -> str:
    """The text, the phone below it, and the link alone on the last line.

    A sign after a URL would join it. A link behind a button stands in no line.
    """
    answer = node.content
    if not isinstance(answer, Answer):
        return text
    phone = wording.say("office-phone", phone=answer.phone) if answer.phone else ""
    return join_lines(text, phone, "" if has_button else answer.link)


def _link_units(node: Node) -> int:
    return len(node.content.link) if isinstance(node.content, Answer) else 0


def _measure(wording: Wording, text: str) -> int:
    return units(make_safe(text, wording.language))
