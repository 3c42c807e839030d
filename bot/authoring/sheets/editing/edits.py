"""Edits of one YAML text: each changes its own value, and every other character stays.

Keys and lists that a comment stands in are not rewritten: `EditRefused` says so.
"""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from bot.authoring.sheets.editing.spans import EditRefused, Span, SpanEntry, SpannedText
from bot.authoring.sheets.editing.words import changed_words, fits
from bot.authoring.sheets.editing.writing import Value, block_scalar, entry, flow, scalar
from bot.flows.reading.tree import Step

_LITERAL = re.compile(r"\|-?[ ]*(#[^\n]*)?\n")
_COMMENT = re.compile(r"(^|\s)#")

Path = tuple[Step, ...]


class Edits:
    """Collects edits of a text, all by its old paths, and applies them at once."""

    def __init__(self, spanned: SpannedText, *, is_listed: bool = False) -> None:
        """Begin with no edit; `is_listed` as in `entry`."""
        self._spanned = spanned
        self._is_listed = is_listed
        self._text = spanned.text
        self._changes: list[tuple[int, int, int, str]] = []  # start, end, order, text

    def has(self, path: Path) -> bool:
        """Whether there is a value at a path."""
        try:
            self._spanned.at(path)
        except KeyError:
            return False
        return True

    def set_value(
        self, path: Path, value: Value, order: Sequence[str], *, parts: Sequence[str], is_body: bool
    ) -> None:
        """Put a value at a path whose parent exists, replacing what is there as finely as it goes.

        A new key comes behind the last key that `order` names before it. Of a mapping that is there
        already only the keys `parts` change; one that the value lacks goes.
        """
        parent, key = self._spanned.at(path[:-1]), str(path[-1])
        old = parent.entry(key)
        if old is None:
            self._insert_entry(parent, key, value, order, is_body=is_body)
        elif isinstance(value, str) and old.value.kind == "scalar":
            self._set_scalar(parent, old.start, old.value, value)
        elif isinstance(value, Mapping) and old.value.kind == "mapping":
            self._set_parts(path, old, value, parts, is_body=is_body)
        else:
            self._rewrite(parent, old, value, is_body=is_body)

    def replace(self, path: Path, value: Value) -> None:
        """Put a value in the place of one that is there, whatever either holds."""
        parent = self._spanned.at(path[:-1])
        old = next(entry_ for entry_ in parent.entries if entry_.key == path[-1])
        self._rewrite(parent, old, value, is_body=False)

    def set_words(self, path: Path, before: Sequence[str], after: Sequence[str]) -> None:
        """Make a list of texts another; those that stay keep their places, and their quotes.

        `before` is what the list holds now. Comments on lines of their own stay too. Brackets that
        are too long for their line then are written anew.
        """
        words = self._spanned.at(path)
        if words.is_flow and words.items and after:
            changes = list(changed_words(self._spanned, words, before, after))
            if self._spanned.at(path[:-1]).is_flow or fits(self._spanned, words, changes):
                for change in changes:
                    self._change(*change)
                return
        if words.is_flow or not words.items or not after:
            self.set_value(path, after, (), parts=(), is_body=False)
            return
        ends = [self._spanned.line_end(item.end) for item in words.items]
        start = self._spanned.line_start(self._dash(words.items[0]))
        starts = [start, *(end + 1 for end in ends)]
        lines = [self._text[at:end] for at, end in zip(starts, ends, strict=False)]
        margin = " " * self._dash_column(words.items[0])
        new: list[str] = []
        for tag, old, old_end, at, end in SequenceMatcher(
            a=before, b=after, autojunk=False
        ).get_opcodes():
            if tag == "equal":
                new += lines[old:old_end]
                continue
            left = "\n".join(lines[old:old_end]).split("\n")
            new += [line for line in left if line.strip().startswith("#")]
            new += [f"{margin}- {scalar(word, is_flow=False)}" for word in after[at:end]]
        self._change(start, ends[-1], "\n".join(new))

    def add_key(self, path: Path, key: str, lines: str, order: Sequence[str]) -> None:
        """Put a key into the mapping at a path, as lines without margin; it is not there yet."""
        parent = self._spanned.at(path)
        if parent.is_flow:
            raise EditRefused("it is written in brackets; write it as lines first")
        self._insert_lines(parent, key, lines, order)

    def remove_key(self, path: Path) -> None:
        """Take a key and its value out of a mapping that holds others."""
        parent, key = self._spanned.at(path[:-1]), str(path[-1])
        position = next(at for at, entry_ in enumerate(parent.entries) if entry_.key == key)
        old = parent.entries[position]
        self._refuse_comments(old.start, old.value.end)
        if not parent.is_flow:
            self._remove_lines(old.start, old.value.end)
        elif position:
            self._change(parent.entries[position - 1].value.end, old.value.end, "")
        else:
            self._change(old.start, parent.entries[1].start, "")

    def append_item(self, path: Path, after: int | None, lines: str, *, is_apart: bool) -> None:
        """Put an item into a list: behind another, or at the end.

        `lines` is the item as lines without margin, `- ` included. `is_apart` asks for an empty
        line before it.
        """
        items = self._spanned.at(path)
        if items.is_flow or not items.items:
            raise EditRefused('its list is written in brackets; write it as lines with "- " first')
        margin = " " * self._dash_column(items.items[0])
        end = self._spanned.line_end(items.items[-1 if after is None else after].end)
        text = "\n".join(margin + line if line else "" for line in lines.split("\n"))
        self._change(end, end, ("\n\n" if is_apart else "\n") + text)

    def append_word(self, path: Path, word: str) -> None:
        """Put a word at the end of a list of words."""
        words = self._spanned.at(path)
        if not words.items:
            self._change(words.start, words.end, flow([word]))
        elif words.is_flow:
            end = words.items[-1].end
            self._change(end, end, f", {flow(word)}")
        else:
            self.append_item(path, None, f"- {scalar(word, is_flow=False)}", is_apart=False)

    def remove_item(self, path: Path) -> None:
        """Take an item with all its lines out of a list."""
        items = self._spanned.at(path[:-1])
        if items.is_flow:
            raise EditRefused("its list is written in brackets; take it out there")
        item = items.items[int(path[-1])]
        self._remove_lines(self._dash(item), item.end)

    def column_of_keys(self, path: Path) -> int:
        """The column at which the keys of a mapping begin."""
        return self._spanned.column_of(self._spanned.at(path).entries[0].start)

    def column_of_items(self, path: Path) -> int:
        """The column of the dashes of a list over lines."""
        items = self._spanned.at(path).items
        return self._dash_column(items[0]) if items else 0

    def result(self) -> str:
        """The text with all edits. Raises EditRefused where two of them meet."""
        parts, at = [], 0
        for start, end, _, new in sorted(self._changes):
            if start < at:
                raise EditRefused("two changes meet in one place; import them one after the other")
            parts += [self._text[at:start], new]
            at = end
        return "".join([*parts, self._text[at:]])

    def _change(self, start: int, end: int, text: str) -> None:
        self._changes.append((start, end, len(self._changes), text))

    def _set_scalar(self, parent: Span, key_start: int, old: Span, text: str) -> None:
        column = self._spanned.column_of(key_start)
        if parent.is_flow:
            new = scalar(text, is_flow=True, style=old.style)
        elif old.style == "|" and (head := _LITERAL.match(self._text, old.start)):
            first = self._text[head.end() :]
            indent = len(first) - len(first.lstrip(" "))
            self._change(head.end(), old.end, block_scalar(text, indent)[2:])
            return
        elif "\n" in text or old.style in ("|", ">"):
            new = block_scalar(text, column + 2)
        else:
            new = scalar(text, is_flow=False, style=old.style)
        if old.start == old.end:  # `key:` with nothing behind it
            new = f" {new}"
        self._change(old.start, old.end, new)

    def _set_parts(
        self, path: Path, old: SpanEntry, value: Mapping[str, Value], parts: Sequence[str], *,
        is_body: bool,
    ) -> None:  # fmt: skip
        """The keys of a mapping that change; in brackets there is no room for lines."""
        parent = self._spanned.at(path[:-1])
        has_lines = any("\n" in str(value.get(part, "")) for part in parts)
        if has_lines and old.value.is_flow and not parent.is_flow:
            if any(entry_.key not in value for entry_ in old.value.entries):
                raise EditRefused("it holds keys in brackets that no sheet shows")
            self._rewrite(parent, old, value, is_body=is_body)
            return
        for part in parts:
            if part in value:
                inside = (*path, part)
                self.set_value(inside, value[part], list(value), parts=(), is_body=is_body)
            else:
                self.remove_key((*path, part))

    def _rewrite(self, parent: Span, old: SpanEntry, value: Value, *, is_body: bool) -> None:
        self._refuse_comments(old.value.start, old.value.end)
        if parent.is_flow:
            self._change(old.value.start, old.value.end, flow(value))
            return
        column = self._spanned.column_of(old.start)
        new = entry(old.key, value, column, is_body=is_body, is_listed=self._is_listed)
        new, end = new[len(old.key) + 1 :], old.value.end
        if new.startswith("\n"):  # a comment behind the old value comes behind the key
            end = self._spanned.line_end(end)
            new = self._text[old.value.end : end].rstrip() + new
        self._change(self._text.index(":", old.start) + 1, end, new)

    def _insert_entry(
        self, parent: Span, key: str, value: Value, order: Sequence[str], *, is_body: bool
    ) -> None:
        if parent.is_flow:
            end = self._before(parent, key, order).end
            self._change(end, end, f", {key}: {flow(value)}")
            return
        column = self._spanned.column_of(parent.entries[0].start)
        text = entry(key, value, column, is_body=is_body, is_listed=self._is_listed)
        self._insert_lines(parent, key, text.replace("\n" + " " * column, "\n"), order)

    def _insert_lines(self, parent: Span, key: str, lines: str, order: Sequence[str]) -> None:
        margin = "\n" + " " * self._spanned.column_of(parent.entries[0].start)
        end = self._spanned.line_end(self._before(parent, key, order).end)
        self._change(
            end, end, "".join(margin + line if line else "\n" for line in lines.split("\n"))
        )

    @staticmethod
    def _before(parent: Span, key: str, order: Sequence[str]) -> Span:
        """The value behind which a new key comes."""
        earlier = set(order[: order.index(key)]) if key in order else set()
        known = [entry_ for entry_ in parent.entries if entry_.key in earlier]
        return (known[-1] if known else parent.entries[0 if key in order else -1]).value

    def _remove_lines(self, start: int, end: int) -> None:
        """Whole lines; of the empty lines around them one stays."""
        first = self._spanned.line_start(start)
        last = min(self._spanned.line_end(end) + 1, len(self._text))
        if self._text[:first].endswith("\n\n") and self._text[last : last + 1] in ("\n", ""):
            first -= 1
        self._change(first, last, "")

    def _refuse_comments(self, start: int, end: int) -> None:
        for line in self._text[start:end].split("\n")[:-1]:
            if _COMMENT.search(line):
                raise EditRefused("a comment stands in it; change it in the file")

    def _dash(self, item: Span) -> int:
        return self._text.rindex("-", 0, item.start)

    def _dash_column(self, item: Span) -> int:
        return self._spanned.column_of(self._dash(item))
