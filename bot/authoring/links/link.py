"""A link that opens WhatsApp with a message already written, whose code opens an address."""

from dataclasses import dataclass
from urllib.parse import quote

from bot.conversation.screens.answers.texts import answer_title
from bot.conversation.screens.wording import Wording
from bot.errors import FlowError
from bot.flows.codes import Codes, code_of, written
from bot.flows.faults import hint
from bot.flows.library import Library
from bot.flows.nodes import MAIN, Menu, Node
from bot.flows.when.sight import Sight
from bot.texts.folding import fold
from bot.texts.languages import Language
from bot.texts.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Link:
    """One address in one language: `text` is what the citizen sends, `code` what decides."""

    address: str
    language: Language
    title: str
    agency: str  # its full name
    code: str  # in the letters of the language
    text: str
    url: str


def find_address(library: Library, word: str) -> str:
    """The address that is meant by an address or by a code, as somebody reads it from a poster.

    Raises FlowError for what is none, with the nearest there is.
    """
    if word in library.nodes and word != MAIN:
        return word
    heir, is_same = library.nearest_living(word)
    if is_same and heir != MAIN:
        raise FlowError(f'"{word}" has moved; it is "{heir}" now. Its code still works')
    code = Codes.of(library.every_address()).read(fold(word))
    if code is not None and code.address is not None and code.address in library.nodes:
        return code.address
    known = [address for address in library.nodes if address != MAIN]
    raise FlowError(f'there is no address or code "{word}".{hint(word, known)}')


def make_link(
    library: Library, phrases: Phrases, address: str, language: Language, number: str
) -> Link:
    """The link that opens an address; `number` is the bot's own, digits with country code."""
    wording = Wording(library, phrases, language, Sight(library))
    node = library.node(address)
    title, code = _title(wording, node), written(code_of(address), language)
    text = wording.say("link-text", title=title, code=code)
    return Link(
        address=address,
        language=language,
        title=title,
        agency=library.agency_of(address).name.in_(language),
        code=code,
        text=text,
        url=f"https://wa.me/{number}?text={quote(text, safe='')}",
    )


def _title(wording: Wording, node: Node) -> str:
    """What is opened; a question says of what it is."""
    above = wording.library.node(node.parent).content
    is_question = isinstance(above, Menu) and above.role == "questions"
    return answer_title(wording, node) if is_question else wording.title(node.address)
