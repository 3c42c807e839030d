"""Every reply that a release can give, for those who check them before citizens read them."""

from collections.abc import Collection, Iterator, Mapping
from itertools import islice

from bot.conversation.release import Release
from bot.conversation.screens import notices
from bot.conversation.screens.layout import make_safe
from bot.conversation.screens.offices import draw_card
from bot.conversation.screens.results import HITS_MAX
from bot.conversation.screens.wording import Spot
from bot.conversation.session import Session
from bot.conversation.steps.showing import show
from bot.conversation.steps.walk import Walk
from bot.errors import FlowError
from bot.flows.nodes import MAIN, Answer, Menu, NearestOffice, Node, OfficeCard, OfficeList, Place
from bot.messages.reply import Reply
from bot.texts.directions import units
from bot.texts.languages import LANGUAGES, Language

Exhibit = tuple[Place, str, Reply]  # where its words are written, what it is, the reply
Above = Mapping[Language, str]  # the words that may stand over a menu

# The words that may stand above any menu.
_ABOVE = (
    "not-understood",
    "option-gone",
    "option-closed",
    "place-gone",
    "place-closed",
    "ask-again",
    "ask-misfit",
    "menu-changed",
    "media-voice",
    "media-image",
    "media-document",
    "media-other",
    "unreadable",
    "too-long",
    "of-what",
    "no-such-code",
    "no-such-question",
    "help",
    "thanks-reply",
    "goodbye",
    "last-page",
    "only-page",
    "no-numbers-here",
    "location-elsewhere",
    "nothing-found",
    "only-signs",
    "one-number",
    "complaint-which",
    "foreign-language",
)
_ABOVE_WITH_PHONE = ("not-understood-again", "human-reply", "insult-reply")
# What screens of these flows need not show today: another day, or after the next change, they do.
_AT_TIMES = (
    "already-main", "ask-date", "ask-date-between", "ask-date-from", "ask-date-to",
    "ask-given-up", "ask-number", "ask-number-between", "ask-number-from", "ask-number-to",
    "ask-text", "ask-today", "answer-part", "answer-source", "button-choices", "button-open-link",
    "clock-afternoon", "clock-evening", "clock-midnight", "clock-morning", "clock-noon",
    "closed-now", "closed-until-day", "confirmed-on", "draft-notice", "emergency-call",
    "emergency-perhaps", "emergency-still", "feedback-again", "first-page", "footer-ask",
    "invited-notice", "late-reply", "link-text", "location-abroad", "menu-closed",
    "nearest-distance", "none-near", "office-map", "open-now", "open-until", "open-until-day",
    "other-language-offer", "pilot-notice", "pilot-notice-service", "poster-scan", "poster-send",
    "prompt-agencies-page", "prompt-page", "row-more", "row-more-agencies", "row-more-range",
    "row-previous", "row-previous-agencies", "row-previous-range", "row-rest", "sample-notice",
    "section-choices", "too-many",
)  # fmt: skip
_VARIABLES: Mapping[str, str | int] = {
    **dict.fromkeys(("first", "last", "page", "pages", "part", "parts", "km"), 1),
    **dict.fromkeys(("code", "date", "day", "least", "most", "phone", "time", "title"), "1"),
}
_FAR_KM = 99  # the longest distance that is still "near"


def every_reply(release: Release) -> Iterator[Exhibit]:
    """Every screen in both languages, each page and part, with what may stand around it."""
    yield from replies_of_bot(release)
    yield from replies_of_nodes(release, release.library.nodes.values(), longest_above(release))


def replies_of_bot(release: Release) -> Iterator[Exhibit]:
    """The bot's own screens."""
    for language in LANGUAGES:
        yield from _notices(release, language)


def longest_above(release: Release) -> Above:
    """The longest that is said above a menu: where it fits, all others do."""
    return {language: _longest_above(release, language) for language in LANGUAGES}


def unsayable(release: Release) -> Iterator[str]:
    """Why some of what is said at times could not be said."""
    names = [*_AT_TIMES, *(f"month-{at}" for at in range(1, 13))]
    names += [f"weekday-{at}" for at in range(1, 8)]
    for language in LANGUAGES:
        for name in names:
            try:
                release.phrases.say(language, name, **_VARIABLES)
            except FlowError as error:
                yield str(error)


def replies_of_nodes(release: Release, nodes: Collection[Node], above: Above) -> Iterator[Exhibit]:
    """All screens of these nodes."""
    for language in LANGUAGES:
        for node in nodes:
            yield from replies_of_node(release, language, node, above[language])


def replies_of_node(
    release: Release, language: Language, node: Node, above: str
) -> Iterator[Exhibit]:
    """All that can be shown of one node; `above` are the words that may stand over a menu."""
    for spot in spots_of(release, language, node):
        yield bare(release, node, spot)
        yield from dressed(release, node, spot, above)
    yield from found_by_pin(release, language, node)


def bare(release: Release, node: Node, spot: Spot) -> Exhibit:
    """The screen of a spot from which a node is seen, nothing said around it."""
    return node.place, _name(spot), release.shelf.screen(spot).reply


def dressed(release: Release, node: Node, spot: Spot, above: str) -> Iterator[Exhibit]:
    """The same with what may stand around it."""
    if spot.subject:
        return
    yield node.place, f"{_name(spot)}, first contact", _shown(release, spot, is_first=True)
    if not isinstance(node.content, Answer):
        yield node.place, f"{_name(spot)}, with words above", _shown(release, spot, above)


def found_by_pin(release: Release, language: Language, node: Node) -> Iterator[Exhibit]:
    """An office as somebody is shown it who sent their place."""
    if isinstance(node.content, OfficeCard):
        spot = Spot(node.address, 1, language, node.parent)
        wording = release.shelf.wording(language)
        card = draw_card(wording, spot, distance_km=_FAR_KM)
        yield node.place, f"{node.address} {language}, found by a pin", card.reply


def around_any(release: Release, language: Language) -> tuple[str, ...]:
    """What is said above and below whatever somebody new is shown first."""
    wording = release.shelf.wording(language)
    return wording.say("welcome"), notices.notices(wording)


def crowded_answers(release: Release) -> Iterator[tuple[Place, str]]:
    """Answers so long that the other questions have no lines of their own: worth a warning."""
    for language in LANGUAGES:
        lines_begin = release.phrases.say(language, "other-questions")
        for node in release.library.nodes.values():
            if isinstance(node.content, Answer):
                screen = release.shelf.screen(Spot(node.address, 1, language))
                if len(screen.entries) > 1 and f"\n{lines_begin}\n" not in screen.reply.body:
                    yield node.place, f"{node.address} {language}"


def _notices(release: Release, language: Language) -> Iterator[Exhibit]:
    """The bot's own screens, asked for from the main menu and from a place."""
    place = Place(f"{language}.ftl")
    somewhere = next(iter(release.library.agencies), MAIN)
    for state in ("@start", "@privacy", "@erase", "@return"):
        for subject in (MAIN, somewhere):
            spot = Spot(state, 1, language, subject)
            yield place, f"{state} {language}", release.shelf.screen(spot).reply
    wording = release.shelf.wording(language)
    for screen in (notices.erased(wording), notices.apology(wording)):
        yield place, f"last words {language}", screen.reply
    for kind in release.library.emergencies.kinds:
        yield kind.place, f"{kind.id} {language}", notices.call(wording, kind, somewhere).reply


def spots_of(release: Release, language: Language, node: Node) -> Iterator[Spot]:
    """The places from which one node is seen: itself, as a hit, and the screens about it."""
    address = node.address
    hits = _neighbours(release, node)
    for page in range(1, release.shelf.pages(address) + 1):
        for found in ((), (address, *hits)) if node.parent not in ("", MAIN) else ((),):
            if not isinstance(node.content, OfficeCard):
                yield Spot(address, page, language, hits=found)
    match node.content:
        case OfficeCard():
            yield Spot(address, 1, language, node.parent)
        case OfficeList(offices) if offices:
            yield Spot("@nearest", 1, language, address)
        case Answer():
            yield Spot("@thanks", 1, language, address)
            yield Spot("@reasons", 1, language, address)
        case Menu():
            yield Spot("@results", 1, language, hits=hits)


def _neighbours(release: Release, node: Node) -> tuple[str, ...]:
    """Some addresses that a search could find beside a node: its children, or its siblings."""
    above = node if isinstance(node.content, Menu) else release.library.node(node.parent or MAIN)
    choices = above.content.choices if isinstance(above.content, Menu) else ()
    targets = (at.target for at in choices if at.target != node.address)
    living = (at for at in targets if release.library.is_living(at))
    places = OfficeList | NearestOffice
    content = (at for at in living if not isinstance(release.library.node(at).content, places))
    return tuple(islice(content, HITS_MAX))


def _longest_above(release: Release, language: Language) -> str:
    phrases, phone = release.phrases, release.library.settings.contact_phone
    words = [phrases.say(language, name) for name in _ABOVE]
    words += [phrases.say(language, name, phone=phone) for name in _ABOVE_WITH_PHONE]
    words.append(phrases.say(language, "out-of-range", first=1, last=999))
    return max(words, key=lambda said: units(make_safe(said, language)))


def _shown(release: Release, spot: Spot, above: str = "", *, is_first: bool = False) -> Reply:
    """A place as it is shown in a conversation."""
    return show(_walk(release, spot, is_first=is_first), above)


def _walk(release: Release, spot: Spot, *, is_first: bool) -> Walk:
    session = Session(
        state=spot.state,
        page=spot.page,
        language=spot.language,
        hits=spot.hits,
        is_welcomed=not is_first,
        seen_at=0.0 if is_first else 1.0,
    )
    return Walk(release, session, 1.0)


def _name(spot: Spot) -> str:
    return f"{spot.state} {spot.language}{f', page {spot.page}' if spot.page > 1 else ''}"
