"""What a step expects to see: from the loosest expectation to the whole payload."""

from collections.abc import Callable, Mapping

from bot.authoring.scripts.playing.screens import MARK, readable, shows_marks
from bot.authoring.scripts.reading.fields import Faults
from bot.authoring.scripts.script import NOTHING, UNWRITTEN, Check
from bot.flows.nodes import Place
from bot.flows.reading.tree import Entry, Scalar, Tree, plain
from bot.flows.reading.tree import Mapping as Keys
from bot.texts.languages import LANGUAGES

KINDS = ("text", "list", "buttons", "link", "location-request")
_WANTED = "what is seen: a text, or keys such as {screen: cspd, has: …}"


def read_sees(entry: Entry, faults: Faults) -> tuple[Check, ...]:
    """The expectations under `sees`.

    A text alone is part of what is seen, `nothing` alone is no reply, and nothing at all is an
    expectation that is still to be written.
    """
    tree = entry.value
    if isinstance(tree, Keys):
        return _read_keys(tree, faults)
    if isinstance(tree, Scalar) and tree.text == NOTHING and tree.is_plain:
        return (Check(NOTHING, "", entry.place),)
    if isinstance(tree, Scalar) and not tree.text and tree.is_plain:
        return (Check(UNWRITTEN, "", entry.place),)
    texts = _texts(tree, faults)
    return (Check("has", texts, entry.place),) if texts else ()


def _read_keys(tree: Keys, faults: Faults) -> tuple[Check, ...]:
    faults.mapping(tree, _WANTED, tuple(_READERS))
    if not tree.entries:
        faults.wrong_type(tree, _WANTED)
    checks = [
        Check(entry.key, _READERS[entry.key](entry.value, faults), entry.place)
        for entry in tree.entries
        if entry.key in _READERS
    ]
    beside = [check for check in checks if check.name not in (NOTHING, "status")]
    if len(beside) < len(checks) and beside and any(check.name == NOTHING for check in checks):
        message = f'where nothing is seen, "{beside[0].name}" cannot be; remove one of them'
        faults.add(beside[0].place, "nothing-else", message)
    return tuple(checks)


def _text(tree: Tree, faults: Faults) -> object:
    return _unmarked(faults.text(tree) or "")


def _part(tree: Tree, faults: Faults) -> object:
    return _refuse_blank(_unmarked(faults.text(tree) or "-"), tree, faults)


def _texts(tree: Tree, faults: Faults) -> tuple[str, ...]:
    return tuple([_refuse_blank(_unmarked(at), tree, faults) for at in faults.texts(tree)])


def _labels(tree: Tree, faults: Faults) -> object:
    """All options in order; `[]` for none at all."""
    return () if plain(tree) == [] else _texts(tree, faults)


def _unmarked(text: str) -> str:
    """A text as it is compared: without invisible marks, unless it shows where they are."""
    return readable(text) if MARK.search(text) and not shows_marks(text) else text


def _refuse_blank(text: str, tree: Tree, faults: Faults) -> str:
    """The same; white space alone is part of all that is seen, so nothing could ever differ."""
    if not text or text.isspace():
        rule = "white space alone is seen everywhere; write what must be there, or leave it out"
        faults.add(tree.place, "unseen", rule)
    return text


def _language(tree: Tree, faults: Faults) -> object:
    return faults.choice(tree, LANGUAGES)


def _kind(tree: Tree, faults: Faults) -> object:
    return faults.choice(tree, KINDS)


def _payload(tree: Tree, faults: Faults) -> object:
    if not isinstance(tree, Keys):
        faults.wrong_type(tree, "the payload as keys with values, {type: text, text: {body: …}}")
    return plain(tree)


def _status(tree: Tree, faults: Faults) -> object:
    return faults.choice(tree, ("200", "400"))


_READERS: Mapping[str, Callable[[Tree, Faults], object]] = {
    "screen": _text,
    "text": _text,
    "begins": _part,
    "has": _texts,
    "lacks": _texts,
    "options": _labels,
    "abouts": _labels,
    "offers": _texts,
    "hides": _texts,
    "language": _language,
    "kind": _kind,
    "button": _text,
    "footer": _text,
    "link": _text,
    "payload": _payload,
    NOTHING: _text,
    "status": _status,
}
CHECKS = tuple(_READERS)


def nothing_at(place: Place) -> Check:
    """The expectation that no reply comes."""
    return Check(NOTHING, "", place)
