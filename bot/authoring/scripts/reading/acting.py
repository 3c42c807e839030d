"""What happens in a step: the one verb it holds, and what the citizen does by it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from bot.authoring.scripts.reading.fields import Faults
from bot.authoring.scripts.reading.values import (
    DURATION_FORM,
    read_count,
    read_degrees,
    read_duration,
    read_hour,
    read_moment,
)
from bot.authoring.scripts.script import (
    Act,
    Becomes,
    Delivers,
    Moves,
    Repeats,
    Says,
    Sends,
    Shares,
    Taps,
    Waits,
)
from bot.flows.reading.tree import Mapping as Keys
from bot.flows.reading.tree import Scalar, Tree
from bot.flows.reading.tree import Sequence as Items
from bot.messages.inbound import Identity
from bot.whatsapp.reading.typed import read_citizen

MEDIA = ("image", "voice", "audio", "video", "document", "sticker")
ABOUT_A_MESSAGE = ("reaction", "edit", "deletion")
KINDS = (*MEDIA, "contact", "poll", "order", "form", "button", "unknown", "welcome")
_SENT = (*KINDS, *ABOUT_A_MESSAGE)
_TAPPED = ("option", "number", "id")
_WEBHOOK = "a file with the body of a webhook, or {body: …}"


class ActReader:
    """Reads the acts of one list of steps; files are sought beside the script."""

    def __init__(self, faults: Faults, folder: Path) -> None:
        """Begin; `number` is that of the step being read."""
        self.number = 1
        self._faults = faults
        self._folder = folder
        self._readers: Mapping[str, Callable[[Tree], Act | None]] = {
            "says": self._says,
            "types": self._says,
            "taps": self._taps,
            "shares": self._shares,
            "sends": self._sends,
            "waits": self._waits,
            "repeats": self._repeats,
            "becomes": self._becomes,
            "delivers": self._delivers,
            "flows": self._moves,
        }

    @property
    def verbs(self) -> tuple[str, ...]:
        """The keys this reader knows."""
        return tuple(self._readers)

    def read(self, verb: str, tree: Tree) -> Act | None:
        """The act, or None and a fault."""
        return self._readers[verb](tree)

    def _says(self, tree: Tree) -> Act | None:
        text = self._faults.text(tree)
        return None if text is None else Says(text)

    def _taps(self, tree: Tree) -> Act | None:
        if not isinstance(tree, Keys):
            option = self._faults.text(tree, "an option's label, or {option: …, of: 2}")
            return Taps(option) if option else None
        self._faults.mapping(tree, "", (*_TAPPED, "of"))
        of = self._of(tree)
        given = [name for name in _TAPPED if tree.entry(name)]
        if len(given) != 1:
            message = 'say what is tapped by one of "option", "number" and "id"'
            self._faults.add(tree.place, "not-one-act", message)
            return None
        value = tree.get(given[0])
        option = self._faults.text(value) if value else None
        if option is None:
            return None
        if given[0] == "number" and value and (count := read_count(option)) is None:
            self._faults.add(value.place, "bad-number", f'"{option}" is no number of an option')
            return None
        if given[0] == "number":
            return Taps(str(count), "number", of)
        return Taps(option, "option" if given[0] == "option" else "id", of)

    def _of(self, tree: Keys) -> int | None:
        """The number of an earlier step of the same list."""
        value = tree.get("of")
        if value is None:
            return None
        return self._earlier(value)

    def _earlier(self, value: Tree) -> int | None:
        text = self._faults.text(value, "the number of a step")
        count = read_count(text) if text else None
        if text and (count is None or count >= self.number):
            message = f'"{text}" is no step before this one, which is step {self.number}'
            self._faults.add(value.place, "unknown-step", message)
            return None
        return count

    def _shares(self, tree: Tree) -> Act | None:
        name = ""
        if isinstance(tree, Keys):
            self._faults.mapping(tree, "", ("at", "name"))
            named, at = tree.get("name"), tree.get("at")
            name = (self._faults.text(named) or "") if named else ""
            if at is None:
                self._faults.add(tree.place, "missing-key", '"at" is missing: {at: [31.95, 35.91]}')
                return None
            tree = at
        parts = [item.text for item in tree.items if isinstance(item, Scalar)] if isinstance(
            tree, Items
        ) else []  # fmt: skip
        degrees = [read_degrees(part, most) for part, most in zip(parts, (90, 180), strict=False)]
        if len(parts) != 2 or None in degrees:
            rule = "write a place as [latitude, longitude], such as [31.95, 35.91]"
            self._faults.add(tree.place, "bad-coordinates", rule)
            return None
        return Shares(degrees[0] or 0.0, degrees[1] or 0.0, name)

    def _sends(self, tree: Tree) -> Act | None:
        if isinstance(tree, Scalar):
            kind = self._faults.choice(tree, _SENT)
            return Sends(kind) if kind else None
        if not isinstance(tree, Keys):
            self._faults.wrong_type(tree, 'what is sent, such as "image" or {image: its caption}')
            return None
        self._faults.mapping(tree, "", (*_SENT, "of"))
        given = [entry for entry in tree.entries if entry.key in _SENT]
        if len(given) != 1:
            message = f"say one thing that is sent, of: {', '.join(_SENT)}"
            self._faults.add(tree.place, "not-one-act", message)
            return None
        text = self._faults.text(given[0].value)
        return None if text is None else Sends(given[0].key, text, self._of(tree))

    def _waits(self, tree: Tree) -> Act | None:
        text = self._faults.text(tree, DURATION_FORM)
        if text is None:
            return None
        if text.startswith("until "):
            until = read_hour(text[6:]) or read_moment(text[6:])
            if until is not None:
                return Waits(until=until)
        elif (seconds := read_duration(text)) is not None:
            return Waits(seconds)
        message = f'"{text}" is no time; write {DURATION_FORM}, "until 09:30" or "until" with a day'
        self._faults.add(tree.place, "bad-time", message)
        return None

    def _repeats(self, tree: Tree) -> Act | None:
        if isinstance(tree, Scalar) and tree.text == "last":
            if self.number == 1:
                self._faults.add(tree.place, "unknown-step", "there is no step before this one")
            return Repeats()
        of = self._earlier(tree)
        return Repeats(of) if of else None

    def _becomes(self, tree: Tree) -> Act | None:
        identity = read_identity(tree, self._faults)
        return Becomes(identity) if identity else None

    def _delivers(self, tree: Tree) -> Act | None:
        if isinstance(tree, Keys):
            self._faults.mapping(tree, "", ("body",))
            body = tree.get("body")
            text = self._faults.text(body, "the body as text") if body else None
            if body is None:
                self._faults.add(tree.place, "missing-key", '"body" is missing')
            return None if text is None else Delivers(text.encode())
        name = self._faults.text(tree, _WEBHOOK)
        if name is None:
            return None
        file = self._folder / name
        try:
            if file.is_file():  # and no device that never ends
                return Delivers(file.read_bytes())
            reason = "there is no such file"
        except (OSError, ValueError) as error:
            reason = (error.strerror if isinstance(error, OSError) else None) or "no name of a file"
        message = f'"{name}" cannot be read: {reason}; it is sought beside the script'
        self._faults.add(tree.place, "bad-webhook", message)
        return None

    def _moves(self, tree: Tree) -> Act | None:
        folder = read_folder(tree, self._faults, self._folder)
        return Moves(folder) if folder else None


def read_folder(tree: Tree, faults: Faults, beside: Path) -> Path | None:
    """A folder of flows, sought beside the script."""
    name = faults.text(tree, "a folder of flows")
    if name is None:
        return None
    if not (beside / name).is_dir():
        message = f'there is no folder "{name}"; it is sought beside the script'
        faults.add(tree.place, "no-flows", message)
        return None
    return beside / name


def read_identity(tree: Tree, faults: Faults) -> Identity | None:
    """By which names a citizen writes: a phone number, a user id, or both."""
    keys = faults.mapping(tree, 'a citizen, {phone: "962790000001"}', ("phone", "user_id"))
    if keys is None:
        return None
    phone, user_id = (_name(keys, key, faults) for key in ("phone", "user_id"))
    if phone is None and user_id is None:
        if not keys.entries:
            faults.add(keys.place, "missing-key", '"phone" or "user_id" is missing')
        return None
    return Identity(phone, user_id)


def _name(keys: Keys, key: str, faults: Faults) -> str | None:
    tree = keys.get(key)
    text = faults.text(tree) if tree else None
    if tree is None or text is None:
        return None
    found = read_citizen(text)
    name = None if found is None else found.phone if key == "phone" else found.user_id
    if name is None:
        rule = "a phone number begins with its country code, such as 962790000001"
        if key == "user_id":
            rule = "a user id is two capitals, a dot, letters and digits, such as JO.8392017554"
        faults.add(tree.place, "bad-phone", rule)
    return name
