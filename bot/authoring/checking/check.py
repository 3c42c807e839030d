"""Every mistake in flows and locales, found at once, for whoever writes them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from bot.authoring.checking.alarms import alarm_faults
from bot.authoring.checking.drawing.aids import ALONE, Aids, Key
from bot.authoring.checking.drawing.screens import screen_faults
from bot.authoring.checking.locales import locale_faults
from bot.authoring.checking.nodes import node_faults
from bot.authoring.checking.sight import sight_faults
from bot.authoring.links.chat_menu import chat_menu_faults
from bot.authoring.links.codes import code_faults
from bot.conversation.release import make_release
from bot.errors import FlowError
from bot.flows.collection import without_collection
from bot.flows.faults import Fault, has_errors
from bot.flows.library import Library
from bot.flows.loader import Loaded, OfficeWords, load_library
from bot.flows.nodes import Place
from bot.texts.languages import Bilingual
from bot.texts.phrases import Phrases

LOCALE_ENDING = ".ftl"

Drawn = Callable[[Library], Collection[str]]  # the addresses whose screens are to be drawn


def check_flows(
    paths: Sequence[Path], locales: Path, today: date | None = None, aids: Aids = ALONE
) -> list[Fault]:
    """The faults of flow folders or files, and of the bot's texts in `locales`, in order of place.

    A folder of flows is checked with the bot's texts. A file is checked with the other files of
    its folder, as they depend on each other, but its own faults alone come back; where it has no
    error and others keep its screens from being drawn, a warning at the first of theirs. A folder
    or file of locales is taken too. Flows without an error are drawn, every screen, and held to the
    platform's rules. `today` warns of texts that should have been confirmed again by then.
    """
    faults: dict[Fault, None] = {}  # as they come, nearly in order, which is quick to put right
    texts = _Texts(locales)
    with without_collection():
        for path in paths:
            if path.is_dir():
                faults |= dict.fromkeys(_folder_faults(path, texts, today, aids))
            elif path.suffix == LOCALE_ENDING:
                faults |= dict.fromkeys(_of_file(path, locale_faults(path.parent)))
            else:
                faults |= dict.fromkeys(_file_faults(path, texts, today, aids))
    return sorted(faults)


def check_part(folder: Path, locales: Path, drawn: Drawn, aids: Aids = ALONE) -> list[Fault]:
    """The faults of a flow folder without advice, the screens of some of its nodes alone drawn.

    For flows that were sound but for what changed in them: screens are most of the work.
    """
    with without_collection():
        texts = _Texts(locales)
        found, _ = _check_flows(folder, texts, None, aids, drawn)
    return sorted({*texts.faults, *found})


@dataclass
class _Texts:
    """The bot's own texts, read once for however many folders are checked beside them."""

    folder: Path

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with them."""
        return tuple(locale_faults(self.folder))

    @cached_property
    def phrases(self) -> Phrases | None:
        """The texts, or None where they are broken, which `faults` tell."""
        try:
            return Phrases.load(self.folder)
        except FlowError:
            return None


def _folder_faults(folder: Path, texts: _Texts, today: date | None, aids: Aids) -> Iterator[Fault]:
    if any(folder.glob(f"*{LOCALE_ENDING}")):
        yield from locale_faults(folder)
    else:
        yield from texts.faults
        yield from _check_flows(folder, texts, today, aids)[0]


def _file_faults(path: Path, texts: _Texts, today: date | None, aids: Aids) -> Iterator[Fault]:
    found, is_drawn = _check_flows(path.parent, texts, today, aids)
    own = list(_of_file(path, found))
    yield from own
    if not has_errors(own):
        lacking = (at for at in found if at.place.file == str(texts.folder))  # texts of screens
        elsewhere = lacking if is_drawn else (*texts.faults, *found)
        yield from _undrawn(path, sorted(at for at in elsewhere if at.severity == "error"))


def _undrawn(path: Path, others: Sequence[Fault]) -> Iterator[Fault]:
    """That nobody has seen a file's screens; its author is not to blame for it."""
    if others:
        told = f"until this is mended, the screens of {path.name} cannot be drawn"
        first = others[0]
        yield Fault(first.place, first.code, f"{told}: {first.message}", "warning")


def _of_file(path: Path, faults: Iterable[Fault]) -> Iterator[Fault]:
    return (fault for fault in faults if Path(fault.place.file) == path)


def _check_flows(
    folder: Path, texts: _Texts, today: date | None, aids: Aids, drawn: Drawn | None = None
) -> tuple[list[Fault], bool]:
    """The faults of a folder, and whether its screens could be drawn."""
    phrases, locales = texts.phrases, texts.folder
    loaded = load_library(
        folder, _office_words(phrases), today, advises=drawn is None, makers=aids.make_parts
    )
    found = list(loaded.faults)
    if loaded.library is None or phrases is None:
        return found, False
    try:
        release = make_release(
            loaded.library, phrases, session_timeout_s=0.0, timezone=UTC, is_searched=False
        )
        found += node_faults(release)
        found += sight_faults(release.library)
        found += code_faults(release.library)
        found += alarm_faults(release)
        found += chat_menu_faults(release)
    except FlowError as error:  # the bot's words need a text that the locales have not
        return [*found, Fault(Place(str(locales)), "missing-message", str(error))], False
    keys = _keys(loaded, phrases) if drawn is None else {}
    shown = drawn(release.library) if drawn is not None else None
    return [*found, *screen_faults(release, str(locales), aids, keys, shown)], True


def _keys(loaded: Loaded, phrases: Phrases) -> dict[str, Key]:
    """By agency, names of all that its screens are made of but for what they say of others."""
    library = loaded.library
    if library is None:
        return {}
    shared = blake2b(phrases.digest.encode(), digest_size=16)
    shared.update(repr(sorted(library.moved.items())).encode())
    for name, digest in loaded.digests.items():
        if name.startswith("_"):  # of all agencies
            shared.update(f"{name}:{digest};".encode())
    beginning = shared.hexdigest()
    digests = loaded.digests
    return {at: Key(f"{at}-{beginning}", digests[f"{at}.yaml"]) for at in library.agencies}


def _office_words(phrases: Phrases | None) -> OfficeWords:
    """The names of the office screens; stand-ins where the texts are broken or lack them."""
    stand_in = OfficeWords(Bilingual("المكاتب", "Offices"), Bilingual("المكاتب", "Offices"))
    if phrases is None:
        return stand_in
    try:
        title, about = (
            Bilingual(phrases.say("ar", name), phrases.say("en", name))
            for name in ("offices-title", "offices-about")
        )
    except FlowError:
        return stand_in
    return OfficeWords(title, about)
