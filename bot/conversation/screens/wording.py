"""What every screen is written with: texts in one language, and the rows that lead elsewhere."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from bot.conversation.addresses import hits_id, page_id
from bot.conversation.screens.layout import Entry, entry
from bot.flows.asking import NUMBER_MOST
from bot.flows.library import Library
from bot.flows.nodes import MAIN, Ask, Menu, Node
from bot.flows.when.sight import Sight
from bot.messages.reply import Option
from bot.texts.dates import say_date
from bot.texts.directions import units
from bot.texts.languages import Bilingual, Language
from bot.texts.phrases import Phrases

RETENTION_DAYS = 90  # as the settings have it unless they say otherwise


class Spot(NamedTuple):
    """All that decides which screen a citizen sees; see `Session` for what the fields hold.

    A tuple, as screens are kept by it: every turn looks some up.
    """

    state: str
    page: int
    language: Language
    subject: str = ""
    hits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """The library and the phrases in one language, and what of it the citizen may be shown.

    `fixed` keeps, for all wordings of one language, the entries of menus that are the same for
    everybody at any time.
    """

    library: Library
    phrases: Phrases
    language: Language
    sight: Sight
    retention_days: int = RETENTION_DAYS
    fixed: dict[str, tuple[Entry, ...]] = field(default_factory=dict)

    def say(self, name: str, **variables: str | int) -> str:
        """One phrase of the bot."""
        return self.phrases.say(self.language, name, **variables)

    def text(self, words: Bilingual | None) -> str:
        """An author's text; empty where there is none."""
        return words.in_(self.language) if words else ""

    def title(self, address: str) -> str:
        """The title of the node at an address."""
        return self.text(self.library.node(address).title)

    @property
    def footer(self) -> str:
        """The hint below every list."""
        return self.say("footer")


def living_entries(wording: Wording, node: Node) -> tuple[Entry, ...]:
    """The numbered choices of a menu that the citizen may be shown, in the author's order."""
    if node.address in wording.fixed:
        return wording.fixed[node.address]
    if not isinstance(node.content, Menu):
        return ()
    seen: dict[str, Entry] = {}
    is_fixed = True
    for choice in node.content.choices:
        target = wording.library.node(choice.target)
        is_fixed = is_fixed and not choice.when and not target.when
        is_shown = wording.sight.holds(choice.when) and wording.sight.shows(choice.target)
        if choice.target not in seen and is_shown:
            about = wording.text(target.about)
            seen[choice.target] = entry(choice.target, wording.text(target.title), about)
    entries = tuple(seen.values())
    if is_fixed:
        wording.fixed[node.address] = entries
    return entries


def stage_notice(wording: Wording, node: Node) -> str:
    """A warning where a trial begins, or what not everybody sees: not repeated below it."""
    if node.stage == "live" or wording.library.node(node.parent).stage == node.stage:
        return ""
    if node.stage == "pilot":
        return wording.say("pilot-notice" if node.parent == MAIN else "pilot-notice-service")
    return wording.say(f"{node.stage}-notice")


def filled(wording: Wording, text: Bilingual, fills: tuple[tuple[str, str], ...]) -> str:
    """An author's text, in which what the citizen answered stands for its names."""
    words = wording.text(text)
    for name, question in fills:
        words = words.replace(f"{{{name}}}", _answer(wording, question))
    return words


def _answer(wording: Wording, question: str) -> str:
    """A choice's label, digits of a number, a date in words; the longest where none is known."""
    ask = wording.library.node(question).content
    if not isinstance(ask, Ask):
        return ""
    answer = wording.sight.answer_to(question)
    if ask.type == "choice":
        labels = [wording.text(at.title) for at in ask.choices if answer in (None, at.id)]
        return max(labels, key=units, default="")
    if ask.type == "date":
        days = [date.fromisoformat(answer)] if answer else [date(2000, at, 30) for at in (9, 11)]
        said = (say_date(wording.language, day, wording.phrases) for day in days)
        return max(said, key=units)
    return answer or str(NUMBER_MOST)


def main_row(wording: Wording) -> Option:
    """The row that leads to the main menu."""
    return Option(MAIN, wording.say("row-main"))


def back_row(wording: Wording, address: str) -> Option:
    """The row that goes up to an address and says where that is."""
    content = wording.library.node(address).content
    is_services = isinstance(content, Menu) and content.role == "services"
    name = "row-back-to-services" if is_services else "row-back-to"
    where = wording.say(name, title=wording.title(address))
    return Option(address, wording.say("row-back"), where)


def hits_row(wording: Wording, spot: Spot) -> tuple[Option, ...]:
    """The row "not this service", where a search had other hits too."""
    others = tuple(hit for hit in spot.hits if hit != spot.state)
    if not others:
        return ()
    label, about = wording.say("row-not-this"), wording.say("row-not-this-about")
    return (Option(hits_id(others), label, about),)


def page_rows(wording: Wording, address: str, spans: tuple[range, ...], page: int) -> list[Option]:
    """The rows "more" and "previous" of one page, saying which numbers they lead to."""
    which = "-agencies" if address == MAIN else "-range"
    rows: list[Option] = []
    for name, at in (("row-more", page + 1), ("row-previous", page - 1)):
        if 1 <= at <= len(spans):
            span = spans[at - 1]
            about = wording.say(name + which, first=span.start + 1, last=span.stop)
            rows.append(Option(page_id(address, at), wording.say(name), about))
    return rows
