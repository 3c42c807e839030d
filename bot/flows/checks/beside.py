"""What may stand beside an answer, and what only beside something else there."""

from collections.abc import Iterator

from bot.flows.checks.outline import OFFICES, Flow, Outline
from bot.flows.faults import Fault
from bot.flows.schema.values import file_name_of

BESIDE_ANSWER = (
    *(OFFICES, "phone", "link", "link_style", "link_label"),
    *("document", "filename", "image"),
)
_NEEDS = (("link_style", "link"), ("link_label", "link_style"), ("filename", "document"))
_ONLINE = "online"  # this kind has a link of its own


def beside_faults(flow: Flow) -> Iterator[Fault]:
    """Faults of the keys that add something to an answer."""
    for node in flow.nodes:
        if node.tree.by_key.keys().isdisjoint(BESIDE_ANSWER):
            continue
        for content in ("menu", "ask"):
            if node.entry(content) and node.parent is not None:
                yield from _strangers(node, content)
        yield from _lonely(node)
        yield from _attachment_faults(node)


def _strangers(node: Outline, content: str) -> Iterator[Fault]:
    for key in BESIDE_ANSWER:
        if entry := node.entry(key):
            message = f'"{key}" has no meaning beside "{content}"; it belongs to an answer'
            yield Fault(entry.place, "unknown-key", message)


def _lonely(node: Outline) -> Iterator[Fault]:
    """Keys without the key they say something of."""
    for key, needed in _NEEDS:
        entry = node.entry(key)
        is_given = node.entry(needed) or (needed == "link" and node.word("kind") == _ONLINE)
        if entry is not None and not is_given and not node.misspells(needed):
            message = f'"{key}" says something of "{needed}", which is missing'
            yield Fault(entry.place, "bad-combination", message)
    label = node.entry("link_label")
    if label is not None and node.word("link_style") == "text":
        message = '"link_label" is for "link_style: button"; a link in the text has no label'
        yield Fault(label.place, "bad-combination", message)


def _attachment_faults(node: Outline) -> Iterator[Fault]:
    document, image = node.entry("document"), node.entry("image")
    if document is None:
        return
    if image is not None:
        message = 'one message shows a "document" or an "image", not both; use two answers'
        yield Fault(image.place, "bad-combination", message)
    link = node.word("document")
    is_link = link.startswith("https://")  # else told as that
    if is_link and not file_name_of(link) and node.entry("filename") is None:
        message = 'the link names no file; add its name, such as "filename: form.pdf"'
        yield Fault(document.place, "missing-key", message)
