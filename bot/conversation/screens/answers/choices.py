"""What can be chosen beside an answer: numbers in its body, rows in its list."""

from bot.conversation.addresses import nearest_id, part_id, rate_id
from bot.conversation.screens.layout import ROWS_MAX, Entry, entry, join_lines, number_lines
from bot.conversation.screens.wording import (
    Spot,
    Wording,
    back_row,
    hits_row,
    living_entries,
    main_row,
)
from bot.flows.nodes import MAIN, Answer, Node
from bot.messages.reply import Option


def choices_below(wording: Wording, node: Node) -> tuple[Entry, ...]:
    """The questions of the menu above, this one among them, and then the nearest office."""
    entries = living_entries(wording, wording.library.menu_above(node))
    nearest = _nearest_option(wording, node)
    return (*entries, Entry(nearest, nearest.label)) if nearest else entries


def lines_below(wording: Wording, node: Node, entries: tuple[Entry, ...]) -> str:
    """The other questions, each with the number it has on its menu."""
    lines = number_lines(entries, range(len(entries)), without=node.address)
    return join_lines(wording.say("other-questions"), lines) if lines else ""


def short_lines(wording: Wording, entries: tuple[Entry, ...]) -> str:
    """All of them in one line, where a long answer leaves no room."""
    if len(entries) < 2:
        return ""
    return wording.say("other-questions-short", first=1, last=len(entries))


def sections_beside(
    wording: Wording, spot: Spot, node: Node, entries: tuple[Entry, ...], *, has_rest: bool
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


def buttons_beside(wording: Wording, spot: Spot, node: Node, *, has_rest: bool) -> list[Option]:
    """Three ways on below a picture or file: the rest or other hits, the questions, the menu."""
    first = [_rest_row(wording, spot)] if has_rest else list(hits_row(wording, spot))
    menu = wording.library.menu_above(node).address
    questions = Option(menu, wording.say("button-another-question"))
    return [*first[:1], questions, Option(MAIN, wording.say("button-main-menu"))]


def _nearest_option(wording: Wording, node: Node) -> Option | None:
    answer = node.content
    if not isinstance(answer, Answer) or not answer.offers_nearest:
        return None
    if not wording.library.agency_of(node.address).offices:
        return None
    made = entry(nearest_id(node.address), wording.say("row-nearest"))
    return Option(made.option.id, made.option.label, wording.say("row-nearest-about"))


def _rest_row(wording: Wording, spot: Spot) -> Option:
    return Option(part_id(spot.state, spot.page + 1), wording.say("row-rest"))


def _feedback_rows(wording: Wording, node: Node) -> list[Option]:
    if not wording.library.settings.asks_feedback:
        return []
    return [
        Option(rate_id(node.address, is_useful=True), wording.say("row-useful")),
        Option(rate_id(node.address, is_useful=False), wording.say("row-not-useful")),
    ]
