"""Answers: what the citizen came for, with the next questions below."""

from functools import partial

from bot.conversation.addresses import nearest_id, part_id, rate_id
from bot.conversation.screens.layout import (
    BODY_MAX,
    ROWS_MAX,
    Entry,
    Screen,
    entry,
    fit,
    join_blocks,
    join_lines,
    list_screen,
    make_safe,
    number_lines,
)
from bot.conversation.screens.wording import (
    Spot,
    Wording,
    back_row,
    hits_row,
    living_entries,
    main_row,
)
from bot.flows.nodes import Answer, Node
from bot.messages.reply import Option
from bot.texts.dates import say_date
from bot.texts.directions import units
from bot.texts.sentences import split_text

_SURELY_FITS = 560  # units of a text with which every heading, link and line of ours still fits


def draw_answer(wording: Wording, spot: Spot, room: int = BODY_MAX) -> Screen:
    """An answer, or the part of a long one that `spot.page` names."""
    node = wording.library.node(spot.state)
    entries = _entries(wording, node)
    parts = answer_parts(wording, node)
    part = min(spot.page, len(parts))
    if len(parts) == 1:
        body = _whole_body(wording, spot, node, entries, room)
    else:
        body = _part_body(wording, spot, node, entries, parts, part, room)
    sections = _sections(wording, spot, node, entries, part < len(parts))
    button = wording.say("button-answer")
    return list_screen(body, button, wording.footer, sections, entries, node.parent)


def answer_parts(wording: Wording, node: Node) -> tuple[str, ...]:
    """The text of an answer in as many parts as it needs; one for nearly all.

    What it needs does not depend on how it was reached: room for the agency's line, which only
    an answer found by search has, is always kept.
    """
    text = _text(wording, node)
    if units(text) <= _SURELY_FITS:
        return (text,)
    entries = _entries(wording, node)
    spot = Spot(node.address, 1, wording.language, hits=(node.address,))
    other = _short_lines(wording, entries)
    top = _heading(wording, spot, node)
    if _measure(wording, join_blocks(top, _with_link(node, text), other)) <= BODY_MAX:
        return (text,)
    part_top = _heading(wording, spot, node, wording.say("answer-part", part=1, parts=2))
    fixed = join_blocks(part_top, _with_link(node, "-"), other)
    measure = partial(_measure, wording)
    return split_text(text, BODY_MAX - measure(fixed), measure)


def answer_title(wording: Wording, node: Node) -> str:
    """What an answer is called outside its own menu: `service: question`."""
    return f"{wording.title(node.parent)}: {wording.title(node.address)}"


def _whole_body(
    wording: Wording, spot: Spot, node: Node, entries: tuple[Entry, ...], room: int
) -> str:
    """Everything; without the date; with one line for the questions; whichever fits first."""
    top = _heading(wording, spot, node)
    text = _with_link(node, _text(wording, node))
    dated = join_lines(text, _confirmed(wording, node))
    every, short = _lines(wording, node, entries), _short_lines(wording, entries)
    candidates = (
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
    top = _heading(wording, spot, node, wording.say("answer-part", part=part, parts=len(parts)))
    text = _with_link(node, parts[part - 1]) if part == 1 else parts[part - 1]
    candidates = (
        join_blocks(top, text, _lines(wording, node, entries)),
        join_blocks(top, text, _short_lines(wording, entries)),
    )
    return fit(candidates, wording.language, room)


def _heading(wording: Wording, spot: Spot, node: Node, part: str = "") -> str:
    """The service and question in bold; where a search led here, the agency below it."""
    title = answer_title(wording, node)
    bold = f"*{title} {part}*" if part else f"*{title}*"
    agency = wording.library.agency_of(node.address).title if spot.hits else None
    return join_lines(bold, wording.text(agency))


def _entries(wording: Wording, node: Node) -> tuple[Entry, ...]:
    """The questions of the menu above, this one among them, and then the nearest office."""
    entries = living_entries(wording, wording.library.node(node.parent))
    nearest = _nearest_option(wording, node)
    return (*entries, Entry(nearest, nearest.label)) if nearest else entries


def _nearest_option(wording: Wording, node: Node) -> Option | None:
    answer = node.content
    if not isinstance(answer, Answer) or not answer.offers_nearest:
        return None
    if not wording.library.agency_of(node.address).offices:
        return None
    made = entry(nearest_id(node.address), wording.say("row-nearest"))
    return Option(made.option.id, made.option.label, wording.say("row-nearest-about"))


def _lines(wording: Wording, node: Node, entries: tuple[Entry, ...]) -> str:
    """The other questions, each with the number it has on its menu."""
    lines = number_lines(entries, range(len(entries)), without=node.address)
    return join_lines(wording.say("other-questions"), lines) if lines else ""


def _short_lines(wording: Wording, entries: tuple[Entry, ...]) -> str:
    """All of them in one line, where a long answer leaves no room."""
    if len(entries) < 2:
        return ""
    return wording.say("other-questions-short", first=1, last=len(entries))


def _sections(
    wording: Wording, spot: Spot, node: Node, entries: tuple[Entry, ...], has_rest: bool
) -> list[tuple[str, list[Option]]]:
    """Offices, questions, feedback, navigation; feedback gives way first, then questions do."""
    nearest = _nearest_option(wording, node)
    first = [nearest] if nearest else []
    navigation = [*hits_row(wording, spot), back_row(wording, node.parent), main_row(wording)]
    questions = [_rest_row(wording, spot)] if has_rest else []
    skipped = {node.address, nearest.id if nearest else ""}
    questions.extend(at.option for at in entries if at.option.id not in skipped)
    feedback = _feedback_rows(wording, node)
    if len(first) + len(questions) + len(feedback) + len(navigation) > ROWS_MAX:
        feedback = []
    questions = questions[: ROWS_MAX - len(first) - len(feedback) - len(navigation)]
    return [
        (wording.say("section-offices"), first),
        (wording.say("section-other-questions"), questions),
        (wording.say("section-feedback"), feedback),
        (wording.say("section-navigation"), navigation),
    ]


def _rest_row(wording: Wording, spot: Spot) -> Option:
    return Option(part_id(spot.state, spot.page + 1), wording.say("row-rest"))


def _feedback_rows(wording: Wording, node: Node) -> list[Option]:
    if not wording.library.settings.asks_feedback:
        return []
    return [
        Option(rate_id(node.address, is_useful=True), wording.say("row-useful")),
        Option(rate_id(node.address, is_useful=False), wording.say("row-not-useful")),
    ]


def _confirmed(wording: Wording, node: Node) -> str:
    """When the agency last confirmed the answer; nothing unless it did."""
    if node.reviewed is None:
        return ""
    day = say_date(wording.language, node.reviewed, wording.phrases)
    return wording.say("confirmed-on", date=day)


def _text(wording: Wording, node: Node) -> str:
    return wording.text(node.content.text) if isinstance(node.content, Answer) else ""


def _with_link(node: Node, text: str) -> str:
    """The text, and its link alone on the line below: a sign after a URL would join it."""
    return join_lines(text, node.content.link if isinstance(node.content, Answer) else "")


def _measure(wording: Wording, text: str) -> int:
    return units(make_safe(text, wording.language))
