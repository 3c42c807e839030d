"""Menus: the agencies, the services of an agency, the questions of a service."""

from bot.conversation.addresses import switch_id
from bot.conversation.screens.layout import (
    BODY_MAX,
    ROWS_MAX,
    Entry,
    Screen,
    fit,
    join_blocks,
    join_lines,
    list_screen,
    number_lines,
    pages,
)
from bot.conversation.screens.wording import (
    Spot,
    Wording,
    back_row,
    hits_row,
    living_entries,
    main_row,
    page_rows,
    stage_notice,
)
from bot.flows.nodes import MAIN, Menu, MenuRole, Node
from bot.messages.reply import Option
from bot.texts.languages import other

_LANGUAGE_ROWS = 1  # the other language, on the first page of the main menu alone


def menu_spans(node: Node, count: int) -> tuple[range, ...]:
    """Which of a menu's `count` choices stand on which page."""
    if node.address == MAIN:
        return pages(count, _LANGUAGE_ROWS, 0)
    navigation = 1 if node.parent == MAIN else 2
    return pages(count, navigation, navigation)


def draw_menu(wording: Wording, spot: Spot, room: int = BODY_MAX) -> Screen:
    """One page of a menu below the main menu."""
    node = wording.library.node(spot.state)
    entries = living_entries(wording, node)
    spans = menu_spans(node, len(entries))
    page = min(spot.page, len(spans))
    role = _role(node)
    body = _body(wording, node, entries, spans, page, room)
    rows = [at.option for at in _on_page(entries, spans, page)]
    navigation = _navigation(wording, spot, node, spans, page, len(rows))
    sections = ((wording.say(f"section-{role}"), rows), (_navigation_title(wording), navigation))
    button = wording.say(f"button-{role}")
    return list_screen(body, button, wording.footer, sections, entries, node.address)


def draw_main(wording: Wording, spot: Spot, room: int = BODY_MAX, opening: str = "") -> Screen:
    """One page of the main menu; `opening` takes the place of its ordinary first line."""
    node = wording.library.node(MAIN)
    entries = living_entries(wording, node)
    spans = menu_spans(node, len(entries))
    page = min(spot.page, len(spans))
    body = _main_body(wording, entries, spans, page, opening, room)
    navigation = page_rows(wording, MAIN, spans, page)
    if page == 1:
        label, about = wording.say("row-language"), wording.say("row-language-about")
        navigation.append(Option(switch_id(other(wording.language), MAIN), label, about))
    rows = [at.option for at in _on_page(entries, spans, page)]
    sections = (
        (wording.say("section-agencies"), rows),
        (_navigation_title(wording), navigation),
    )
    return list_screen(
        body, wording.say("button-agencies"), wording.footer, sections, entries, MAIN
    )


def _main_body(
    wording: Wording,
    entries: tuple[Entry, ...],
    spans: tuple[range, ...],
    page: int,
    opening: str,
    room: int,
) -> str:
    """The first page lists every agency, or its own alone where all have no room."""
    span = spans[page - 1]
    if page > 1 and not opening:
        opening = wording.say(
            "prompt-agencies-page", page=page, pages=len(spans), last=spans[0].stop
        )
    opening = opening or wording.say("prompt-agencies")
    listed = [range(len(entries)), span] if page == 1 else [span]
    candidates = [join_blocks(opening, number_lines(entries, at)) for at in listed]
    return fit(candidates, wording.language, room)


def _body(
    wording: Wording,
    node: Node,
    entries: tuple[Entry, ...],
    spans: tuple[range, ...],
    page: int,
    room: int,
) -> str:
    """The first page lists every choice; later ones their own, under a shorter heading."""
    span = spans[page - 1]
    lines = number_lines(entries, span)
    if page > 1:
        title = wording.title(node.address)
        heading = wording.say("prompt-page", title=title, page=page, pages=len(spans))
        return fit([join_blocks(heading, lines)], wording.language, room)
    every = number_lines(entries, range(len(entries)))
    heading = f"*{wording.title(node.address)}*"
    prompt = wording.say(f"prompt-{_role(node)}" if entries else "menu-closed")
    notice = stage_notice(wording, node)
    if _role(node) == "services":
        top = join_lines(heading, notice, prompt)
        candidates = [join_blocks(top, every), join_blocks(top, lines)]
    else:
        top = join_lines(heading, wording.text(node.about), notice)
        candidates = [
            join_blocks(top, join_lines(prompt, every)),
            join_blocks(join_lines(heading, notice), join_lines(prompt, every)),
            join_blocks(heading, join_lines(prompt, lines)),
        ]
    return fit(candidates, wording.language, room)


def _navigation(
    wording: Wording, spot: Spot, node: Node, spans: tuple[range, ...], page: int, rows: int
) -> list[Option]:
    """More, previous, not this service, back, main menu: in this order, never a second page."""
    navigation = page_rows(wording, node.address, spans, page)
    if node.parent != MAIN:
        if rows + len(navigation) + 3 <= ROWS_MAX:
            navigation.extend(hits_row(wording, spot))
        navigation.append(back_row(wording, node.parent))
    navigation.append(main_row(wording))
    return navigation


def _on_page(entries: tuple[Entry, ...], spans: tuple[range, ...], page: int) -> tuple[Entry, ...]:
    span = spans[page - 1]
    return entries[span.start : span.stop]


def _role(node: Node) -> MenuRole:
    return node.content.role if isinstance(node.content, Menu) else "questions"


def _navigation_title(wording: Wording) -> str:
    return wording.say("section-navigation")
