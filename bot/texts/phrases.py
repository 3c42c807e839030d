"""What the bot itself says, from the Fluent files of `locales/`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast

from bot.errors import FlowError
from bot.texts.folding import fold
from bot.texts.languages import LANGUAGES, Language

_LOCALES: Mapping[Language, str] = {"ar": "ar-JO", "en": "en-GB"}  # Western digits in both
_CACHED_AT_MOST = 4096  # texts with variables; the whole catalogue needs about 2,000
_WORD_SEPARATOR = "|"
_MOST_BYTES = 1 << 20  # fifty times what the bot says

_Key = tuple[Language, str, tuple[tuple[str, str | int], ...]]
_Template = tuple[tuple[str, bool], ...]  # what stands there, or the name of a variable: True


@dataclass(frozen=True, slots=True)
class _Locale:
    """One file's messages, and those of them that take no variables, formatted.

    `templates` are those made of words and variables alone.
    """

    file: Path
    source: str
    bundle: FluentBundle
    static: Mapping[str, str]
    templates: Mapping[str, _Template]


class Phrases:
    """All messages of the bot in both languages: checked once, formatted fast ever after."""

    def __init__(self, locales: Mapping[Language, _Locale]) -> None:
        """Take what `load` has read."""
        self._locales = locales
        self._varied: dict[_Key, str] = {}
        self._words: dict[str, frozenset[str]] = {}

    @classmethod
    def load(cls, folder: Path) -> "Phrases":
        """The messages of `ar.ftl` and `en.ftl` in a folder.

        Raises FlowError with a line for each fault: a missing file, a broken or doubled message.
        """
        faults: list[str] = []
        locales: dict[Language, _Locale] = {}
        for language in LANGUAGES:
            locales[language] = _read(folder / f"{language}.ftl", language, faults)
        if faults:
            raise FlowError("\n".join(faults))
        return cls(locales)

    @property
    def digest(self) -> str:
        """A name of all that they say: equal files, equal name."""
        sources = "\0".join(self._locales[language].source for language in LANGUAGES)
        return blake2b(sources.encode(), digest_size=16).hexdigest()

    def say(self, language: Language, message_id: str, /, **variables: str | int) -> str:
        """One message in one language. Whole numbers choose the plural; phones and years are text.

        Raises FlowError naming file and id when there is no such message or a variable is missing.
        """
        locale = self._locales[language]
        if not variables:
            return locale.static.get(message_id) or _format(locale, message_id, {})
        key = (language, message_id, tuple(sorted(variables.items())))
        text = self._varied.get(key)
        if text is None:
            text = _fill(locale, message_id, variables) or _format(locale, message_id, variables)
            if len(self._varied) >= _CACHED_AT_MOST:
                self._varied.clear()
            self._varied[key] = text
        return text

    def words(self, message_id: str) -> frozenset[str]:
        """The folded words of a list such as `menu | main menu`, of both languages together.

        Raises FlowError naming file and id when a language has no such list.
        """
        words = self._words.get(message_id)
        if words is None:
            lists = [self.say(language, message_id) for language in LANGUAGES]
            folded = (fold(word) for words in lists for word in words.split(_WORD_SEPARATOR))
            words = self._words[message_id] = frozenset(word for word in folded if word)
        return words


def read_fluent(file: Path) -> tuple[str, ast.Resource]:
    """The text of a file and its messages. Raises ValueError that says why there are none."""
    try:
        if file.exists() and not file.is_file():
            raise ValueError("this is no file")
        with file.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise ValueError(error.strerror) from None
    if len(content) > _MOST_BYTES:
        raise ValueError(f"the file is over {_MOST_BYTES >> 20} MiB")
    try:
        text = re.sub(r"\r\n?", "\n", content.decode("utf-8-sig"))
        return text, FluentParser().parse(text)
    except UnicodeDecodeError:
        raise ValueError("save it as UTF-8") from None
    except RecursionError:
        raise ValueError("its braces are nested too deeply") from None


def _read(file: Path, language: Language, faults: list[str]) -> _Locale:
    """The messages of one file; what is wrong with it is added to the faults."""
    bundle = FluentBundle([_LOCALES[language]], use_isolating=False)
    try:
        source, resource = read_fluent(file)
    except ValueError as error:
        faults.append(f"{file}: cannot be read: {error}")
        return _Locale(file, "", bundle, {}, {})
    ids = _message_ids(file, source, resource, faults)
    bundle.add_resource(resource)
    texts = {message_id: _try_format(bundle, message_id, {})[0] for message_id in ids}
    static = {name: text for name, text in texts.items() if text is not None}
    return _Locale(file, source, bundle, static, _templates(resource))


def _templates(resource: ast.Resource) -> dict[str, _Template]:
    """The messages that hold words and variables and nothing that would have to be reckoned."""
    found: dict[str, _Template] = {}
    for entry in resource.body:
        if isinstance(entry, ast.Message) and entry.value is not None:
            parts = [part for at in entry.value.elements if (part := _part(at)) is not None]
            if len(parts) == len(entry.value.elements):
                found[entry.id.name] = tuple(parts)
    return found


def _part(element: ast.TextElement | ast.Placeable) -> tuple[str, bool] | None:
    if isinstance(element, ast.TextElement):
        return element.value, False
    inside = element.expression
    return (inside.id.name, True) if isinstance(inside, ast.VariableReference) else None


def _fill(locale: _Locale, message_id: str, variables: Mapping[str, str | int]) -> str:
    """The message with texts for its variables, in a tenth of Fluent's time.

    "" where Fluent must do it: for what it formats or chooses by, such as numbers, and what is
    missing.
    """
    words = []
    for part, is_variable in locale.templates.get(message_id, ()):
        word = variables.get(part) if is_variable else part
        if not isinstance(word, str):
            return ""
        words.append(word)
    return "".join(words)


def _message_ids(
    file: Path, source: str, resource: ast.Resource, faults: list[str]
) -> frozenset[str]:
    """The ids of a file's messages; adds a fault for each that is broken or stands twice."""
    seen: set[str] = set()
    for entry in resource.body:
        line = source.count("\n", 0, entry.span.start) + 1 if entry.span else 1
        if isinstance(entry, ast.Junk):
            why = entry.annotations[0].message if entry.annotations else "this is not Fluent"
            first = (entry.content or "").strip().partition("\n")[0]
            faults.append(f"{file}:{line}: broken message {first[:60]!r}: {why}")
        elif isinstance(entry, ast.Message):
            if entry.id.name in seen:
                faults.append(f"{file}:{line}: message {entry.id.name!r} stands twice")
            seen.add(entry.id.name)
    return frozenset(seen)


def _format(locale: _Locale, message_id: str, variables: Mapping[str, str | int]) -> str:
    text, why = _try_format(locale.bundle, message_id, variables)
    if text is None:
        message = f"{locale.file}: message {message_id!r} {why}"
        raise FlowError(message)
    return text


def _try_format(
    bundle: FluentBundle, message_id: str, variables: Mapping[str, str | int]
) -> tuple[str | None, str]:
    """The message's text, or None and why there is none."""
    try:
        pattern = bundle.get_message(message_id).value if bundle.has_message(message_id) else None
        if pattern is None:
            return None, "is missing; add it to this file"
        text, errors = bundle.format_pattern(pattern, dict(variables))
    except RecursionError:
        return None, "cannot be shown: the messages in it lead to one another without an end"
    return (None, f"cannot be shown: {errors[0]}") if errors else (str(text), "")
