"""One message in, one reply out: `take_turn` is pure, deterministic, and leaves its input alone."""

from dataclasses import replace

from bot.conversation.addresses import Open, read_id
from bot.conversation.hearing.aftermath import heed, keep_number, recall, stand_by
from bot.conversation.hearing.alarms import Alarm
from bot.conversation.hearing.asides import answer_remark, hear_remark
from bot.conversation.hearing.calls import hear_alarm, sound, with_number, words_in
from bot.conversation.matching import (
    Answered,
    Chosen,
    Linked,
    Meaning,
    Misfit,
    OutOfRange,
    Said,
    Sought,
    Unclear,
    understand,
)
from bot.conversation.release import Release
from bot.conversation.screens.layout import ROW_TITLE_MAX, label_key
from bot.conversation.screens.notices import apology
from bot.conversation.session import START, Session
from bot.conversation.steps.acting import act, open_address, show_hits
from bot.conversation.steps.answering import (
    answers_what_is_gone,
    hear_answer,
    say_misfit,
    take_answer,
)
from bot.conversation.steps.arrival import chosen_language, language_of, spoken_language
from bot.conversation.steps.missing import (
    say_changed,
    say_out_of_range,
    say_unclear,
    say_unreadable,
    say_unseen,
)
from bot.conversation.steps.nearby import locate
from bot.conversation.steps.neighbours import with_neighbours
from bot.conversation.steps.obeying import go_home, obey
from bot.conversation.steps.showing import keep, offer_other, show, show_gone
from bot.conversation.steps.walk import Walk
from bot.conversation.turn import Fact, Turn
from bot.flows.nodes import MAIN, Ask
from bot.messages.inbound import Inbound, Location, Media, Opened, Tap, Text, Unreadable
from bot.messages.reply import Reply
from bot.search.documents import Found
from bot.texts.directions import units
from bot.texts.folding import fold
from bot.texts.languages import Language

_RELATIVE = frozenset({"back", "more", "previous", "yes", "no"})
_UNANSWERED = ("not-found", "no-service")


def take_turn(
    release: Release, session: Session, inbound: Inbound, now: float, *, is_invited: bool = False
) -> Turn:
    """Answer one message of a citizen: the session after it, and the one reply.

    No I/O, no clock, no chance: equal input gives an equal turn. `now` is in Unix seconds;
    `is_invited` lets the citizen see what only those invited may.
    """
    walk = Walk(release, session, now, is_invited=is_invited)
    reply = _meet(walk, inbound) if session.language is None else _respond(walk, inbound)
    if not walk.has_missed:
        walk.session.misses = 0
    if not walk.must_forget:
        walk.session.seen_at = now
    facts = tuple(walk.facts)
    return Turn(walk.session, reply, tuple(walk.path), facts, walk.must_forget, walk.unfound)


def apologise(release: Release, session: Session, now: float) -> Turn:
    """The turn of a message that could not be answered: an apology, and the place kept."""
    walk = Walk(release, session, now)
    walk.session.seen_at = now
    reply = apology(walk.wording).reply
    return Turn(walk.session, reply, (session.state,), (Fact("failed", session.state),))


def has_failed(turn: Turn) -> bool:
    """Whether this turn is an apology for one that failed."""
    return "failed" in [fact.name for fact in turn.facts]


def _meet(walk: Walk, inbound: Inbound) -> Reply:
    """Somebody whose language is not known: hear it from the message, or ask."""
    if walk.session.state != START:
        walk.go(START)
    screen = walk.screen
    if isinstance(inbound, Text) and walk.session.shown == screen.digest:
        chosen = chosen_language(inbound.body)
        if chosen:
            return _begin(walk, chosen)
    alarm = walk.release.alarms.hear(words_in(inbound))
    language = (alarm and alarm.language) or spoken_language(walk.release, inbound)
    if language is None and alarm is not None:
        language = "ar"  # there is no time to ask
    if walk.release.remarks.hear(words_in(inbound)) == "foreign":
        language = "en"  # of the two, the one that more people elsewhere know
    if language is None:
        return keep(walk, screen)
    walk.step(f"@{language}")
    walk.go_home()
    walk.session.shown = walk.screen.digest
    return _respond(walk, inbound)


def _begin(walk: Walk, language: Language) -> Reply:
    """The main menu in the language just chosen."""
    walk.step(f"@{language}")
    walk.note("language", language)
    return go_home(walk)


def _respond(walk: Walk, inbound: Inbound) -> Reply:
    """Answer somebody whose language is known."""
    before = recall(walk, inbound)
    walk.settle()
    match inbound:
        case Text(body):
            return _hear(walk, body, before)
        case Tap():
            return _follow_tap(walk, inbound)
        case Opened():
            return go_home(walk)
        case Location():
            reply = locate(walk, inbound)
        case Media():
            reply = _follow_media(walk, inbound)
        case Unreadable():
            reply = say_unreadable(walk)
    is_told = any(fact.name == "emergency" for fact in walk.facts)  # by a caption
    return reply if before is None or is_told else keep_number(walk, before, reply)


def _hear(walk: Walk, text: str, before: Alarm | None) -> Reply:
    """Answer what was typed, and offer the other language to who keeps to it."""
    alarm = hear_alarm(walk, text)
    if alarm is not None and alarm.is_sure:
        return sound(walk, alarm)
    meaning = _understand(walk, text)
    remark, meaning = hear_remark(walk, text, meaning)
    heeded = ("alone" if remark else heed(walk, meaning, text)) if before else None
    if before is not None and heeded == "alone":
        return stand_by(walk, before, text, _language_of(walk, meaning, text))
    if remark is None and isinstance(meaning, Unclear) and meaning.why in _UNANSWERED:
        walk.unfound = walk.release.index.telling_words(text)
    reply = answer_remark(walk, remark, meaning) if remark else _follow(walk, meaning)
    if before is not None and heeded == "above":
        reply = keep_number(walk, before, reply)
    elif alarm is not None:
        reply = with_number(walk, alarm, reply)
    return offer_other(walk, reply, _language_of(walk, meaning, text))


def _language_of(walk: Walk, meaning: Meaning, text: str) -> Language | None:
    """The language that typed words speak for: as the search heard them, or as on first contact."""
    if isinstance(meaning, Sought):
        return meaning.found.language
    if isinstance(meaning, Answered | Misfit):
        return None
    return language_of(text, walk.release.vocabulary, walk.release.index)


def _understand(walk: Walk, text: str) -> Meaning:
    release = walk.release
    shows = walk.sight.shows
    meaning = understand(text, walk.screen, release.vocabulary, release.index, walk.agency, shows)
    if isinstance(meaning, Sought) and _may_be_label(walk, text, meaning.found):
        meaning = Sought(replace(meaning.found, is_sure=False))
    if walk.is_lost and isinstance(meaning, Chosen):
        word = release.vocabulary.words.get(fold(text))
        if word:  # not a row of the nearest menu, which nobody has seen yet
            meaning = Said(word)
    if answers_what_is_gone(walk, text, meaning):
        return Answered(text)
    node = walk.library.nodes.get(walk.session.state)
    if node is not None and isinstance(node.content, Ask):
        return hear_answer(walk, node.content, text, meaning)
    return meaning


def _may_be_label(walk: Walk, text: str, found: Found) -> bool:
    """Whether a text may be the label of a row that has gone since, and something else was found.

    It is offered then, not opened: a label never leads to another service than the one it names.
    """
    if not walk.is_changed or units(text) > ROW_TITLE_MAX:
        return False
    node = walk.library.node(found.hits[0].address)
    titles = [title for both in (node.title, node.name) if both for title in (both.ar, both.en)]
    words = node.keywords
    names = (*titles, *words.ar, *words.en, *words.arabizi)
    return label_key(text) not in map(label_key, names)


def _follow(walk: Walk, meaning: Meaning) -> Reply:
    """Do what was meant."""
    match meaning:
        case Chosen(action, is_numbered):
            return say_changed(walk) if is_numbered and walk.is_changed else act(walk, action)
        case Said(word):
            return obey(walk, word)
        case OutOfRange():
            return say_changed(walk) if walk.is_changed else say_out_of_range(walk)
        case Linked(address):
            walk.note("linked", address)
            return open_address(walk, address)
        case Sought(found):
            return _open_found(walk, found)
        case Unclear():
            return say_unclear(walk, meaning)
        case Answered(answer):
            return say_changed(walk) if walk.is_changed else take_answer(walk, answer)
        case Misfit():
            return say_changed(walk) if walk.is_changed else say_misfit(walk)


def _follow_tap(walk: Walk, tap: Tap) -> Reply:
    """What a tapped id said once; a foreign id may still bear a word that is known.

    Not one that means something else at each place: "back" on a row that once led to an agency
    was the way to that, and must not lead up from wherever the citizen is by now.
    """
    action = read_id(tap.id)
    is_ours = action is not None and not (
        isinstance(action, Open) and _is_foreign(walk, action.address)
    )
    if action is not None and is_ours:
        return act(walk, action)
    vocabulary = walk.release.vocabulary.words
    for words in (tap.label, tap.id[:100]):
        word = vocabulary.get(fold(words))
        if word is not None and (action is None or word not in _RELATIVE):
            return obey(walk, word)
    return show_gone(walk)


def _is_foreign(walk: Walk, address: str) -> bool:
    """Whether an address belongs to no agency there is or ever was, as far as can be told."""
    return "/" not in address and walk.library.nearest_living(address) == (MAIN, False)


def _follow_media(walk: Walk, media: Media) -> Reply:
    """A caption that is understood is an answer to its words; else a word about the kind."""
    alarm = hear_alarm(walk, media.caption) if media.caption else None
    if alarm is not None and alarm.is_sure:
        return sound(walk, alarm)
    meaning = _understand(walk, media.caption) if media.caption else Unclear("no-words")
    if isinstance(meaning, Unclear | OutOfRange | Answered | Misfit):
        reply = say_unseen(walk, media)
    else:
        reply = _follow(walk, meaning)
    return with_number(walk, alarm, reply) if alarm else reply


def _open_found(walk: Walk, found: Found) -> Reply:
    """A sure hit is opened at once, with a way to the others; else all are shown."""
    hits = tuple(hit.address for hit in found.hits)
    walk.note("searched", hits[0] if found.is_sure else "@results")
    if not found.is_sure:
        return show_hits(walk, hits)
    first = hits[0]
    if not walk.sight.shows(first):
        return open_address(walk, first)
    walk.go(first, hits=with_neighbours(walk.library, walk.sight, hits))
    walk.note("opened", first)
    return show(walk)
