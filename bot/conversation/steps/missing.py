"""Words for what was not understood: always above a menu that leads on."""

from bot.conversation.matching import Unclear
from bot.conversation.steps.showing import show, show_menu
from bot.conversation.steps.walk import Walk
from bot.flows.nodes import Answer, Menu
from bot.messages.inbound import Media
from bot.messages.reply import Reply

_PLAIN = {"too-long": "too-long", "no-words": "only-signs", "several": "one-number"}


def say_unclear(walk: Walk, unclear: Unclear = Unclear("no-number")) -> Reply:  # noqa: B008
    """Not understood: the same menu the first time, the main menu and a phone the second.

    What is understood, and answered by no service, gets the agencies at once.
    What is plain to see, such as a message without words, is told and is no miss.
    """
    plain = _PLAIN.get(unclear.why)
    if plain is not None:
        walk.note("not_understood")
        return show_menu(walk, walk.wording.say(plain))
    if unclear.why == "no-such-code":
        walk.note("not_found")
        return show_menu(walk, walk.wording.say("no-such-code"))
    if unclear.why == "of-what":
        walk.note("not_found")
        return show_menu(walk, walk.wording.say(_of_what(walk)))
    if walk.is_lost:  # it may well have been meant for what is no more
        return show_menu(walk)
    walk.has_missed = True
    is_question = unclear.why in ("not-found", "no-service")
    walk.note("not_found" if is_question else "not_understood")
    walk.session.misses += 1
    if walk.session.misses == 1 and unclear.why == "no-service":
        walk.go_home()
        return show(walk, walk.wording.say("nothing-found"))
    if walk.session.misses == 1:
        return show_menu(walk, walk.wording.say("not-understood"))
    walk.go_home()
    phone = walk.library.settings.contact_phone
    return show(walk, walk.wording.say("not-understood-again", phone=phone))


def _of_what(walk: Walk) -> str:
    """What to say of a recurring question: that the service in view lacks it, or of which it is."""
    node = walk.library.node(walk.place)
    content = node.content
    is_service = isinstance(content, Answer) or (
        isinstance(content, Menu) and content.role == "questions"
    )
    return "no-such-question" if is_service else "of-what"


def say_out_of_range(walk: Walk) -> Reply:
    """Which numbers there are; below an answer those of the menu it belongs to."""
    walk.note("out_of_range", walk.session.state)
    if walk.is_at(Answer):
        walk.go_to_menu()
    last = len(walk.screen.entries)
    if not last:
        return show(walk, walk.wording.say("no-numbers-here"))
    return show(walk, walk.wording.say("out-of-range", first=1, last=last))


def say_changed(walk: Walk) -> Reply:
    """The options are others than those the citizen saw: here they are, none is chosen."""
    if walk.is_lost:
        return show_menu(walk)
    walk.note("menu_changed", walk.session.state)
    return show_menu(walk, walk.wording.say("menu-changed"))


def say_unseen(walk: Walk, media: Media) -> Reply:
    """What cannot be seen or heard, each kind with its own word."""
    walk.note("media", media.kind)
    names = {"voice": "voice", "audio": "voice", "image": "image", "document": "document"}
    return show_menu(walk, walk.wording.say(f"media-{names.get(media.kind, 'other')}"))


def say_unreadable(walk: Walk) -> Reply:
    """A kind of message that the bot has no use for."""
    walk.note("not_understood")
    return show_menu(walk, walk.wording.say("unreadable"))
