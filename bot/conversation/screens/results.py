"""Results of a search that has no sure answer: did you mean one of these?"""

from bot.conversation.screens.layout import (
    BODY_MAX,
    ROW_TITLE_MAX,
    Entry,
    Screen,
    entry,
    fit,
    join_blocks,
    list_screen,
    number_lines,
)
from bot.conversation.screens.wording import Spot, Wording
from bot.flows.nodes import MAIN, Menu
from bot.messages.reply import Option
from bot.texts.directions import units

HITS_MAX = 6  # more do not fit a small phone


def draw_results(wording: Wording, spot: Spot, room: int = BODY_MAX) -> Screen:
    """At most six hits, each with its agency, and a way out."""
    entries = _hit_entries(wording, spot.hits)
    head = wording.say("did-you-mean") if entries else wording.say("nothing-found")
    lines = number_lines(entries, range(len(entries)))
    labels = "\n".join(f"{at}- {hit.option.label}" for at, hit in enumerate(entries, 1))
    body = fit([join_blocks(head, lines), join_blocks(head, labels)], wording.language, room)
    none = Option(MAIN, wording.say("row-none-of-these"), wording.say("row-none-of-these-about"))
    sections = (
        (wording.say("section-results"), [at.option for at in entries]),
        (wording.say("section-navigation"), [none]),
    )
    return list_screen(
        body, wording.say("button-services"), wording.footer, sections, entries, "@results"
    )


def _hit_entries(wording: Wording, hits: tuple[str, ...]) -> tuple[Entry, ...]:
    """One entry for each living hit whose label is its own."""
    made: dict[str, Entry] = {}
    for address in hits:
        if len(made) == HITS_MAX or not wording.sight.shows(address):
            continue
        hit = _hit_entry(wording, address)
        if hit.option.label in made:
            hit = _with_agency(wording, address, hit)
        if hit.option.label not in made:
            made[hit.option.label] = hit
    return tuple(made.values())


def _hit_entry(wording: Wording, address: str) -> Entry:
    """A service is named with its agency, a question with its service before it."""
    node = wording.library.node(address)
    if node.parent == MAIN:
        return entry(address, wording.title(address), wording.text(node.about))
    agency = wording.text(wording.library.agency_of(address).title)
    above = wording.library.node(node.parent).content
    if isinstance(node.content, Menu) or (isinstance(above, Menu) and above.role == "services"):
        title = wording.title(address)
        return entry(address, title, agency, f"{title} ({agency})")
    service, question = wording.title(node.parent), wording.title(address)
    return entry(address, service, f"{question} ({agency})", f"{service}: {question} ({agency})")


def _with_agency(wording: Wording, address: str, hit: Entry) -> Entry:
    """The same hit with its agency on the row's title, where both fit; else unchanged."""
    agency = wording.text(wording.library.agency_of(address).title)
    label = f"{hit.option.label} ({agency})"
    if units(label) > ROW_TITLE_MAX:
        return hit
    return entry(address, label, hit.option.description, hit.line)
