"""Releases that differ from the repository's own: branches taken out, moved, rewritten."""

from collections.abc import Mapping
from dataclasses import replace

from bot.conversation.release import Release, make_release
from bot.flows.library import frozen
from bot.flows.nodes import Answer, Choice, Menu, Node, Settings
from bot.texts.languages import Bilingual


def rebuilt(
    release: Release,
    nodes: Mapping[str, Node],
    moved: Mapping[str, str] | None = None,
    settings: Settings | None = None,
) -> Release:
    """A release over other nodes, with the same words; agencies keep the offices that live."""
    agencies = {
        name: replace(agency, offices=tuple(at for at in agency.offices if at in nodes))
        for name, agency in release.library.agencies.items()
    }
    library = replace(
        release.library,
        agencies=frozen(agencies),
        nodes=frozen(dict(nodes)),
        moved=frozen(dict(moved or {})),
        settings=settings or release.library.settings,
    )
    return make_release(
        library,
        release.phrases,
        session_timeout_s=release.session_timeout_s,
        timezone=release.timezone,
    )


def without(release: Release, gone: str) -> Release:
    """A release in which a branch is no more."""
    nodes = {
        address: _with_choices(
            node, [at for at in _choices(node) if not _is_below(at.target, gone)]
        )
        for address, node in release.library.nodes.items()
        if not _is_below(address, gone)
    }
    return rebuilt(release, nodes)


def moved(release: Release, old: str, new: str) -> Release:
    """A release in which a branch bears another id and remembers the old one."""
    nodes: dict[str, Node] = {}
    for address, node in release.library.nodes.items():
        at, parent = _moved(address, old, new), _moved(node.parent, old, new)
        choices = [
            Choice(
                _moved(choice.target, old, new).rpartition("/")[2], _moved(choice.target, old, new)
            )
            for choice in _choices(node)
        ]
        nodes[at] = replace(_with_choices(node, choices), address=at, parent=parent)
    return rebuilt(release, nodes, moved={old: new})


def reordered(release: Release, address: str) -> Release:
    """A release in which the choices of one menu stand in the opposite order."""
    nodes = dict(release.library.nodes)
    nodes[address] = _with_choices(nodes[address], list(reversed(_choices(nodes[address]))))
    return rebuilt(release, nodes)


def answering(release: Release, address: str, ar: str, en: str = "Short.") -> Release:
    """A release in which one answer says something else."""
    nodes = dict(release.library.nodes)
    content = nodes[address].content
    assert isinstance(content, Answer)
    nodes[address] = replace(
        nodes[address], content=replace(content, text=Bilingual(ar.strip(), en))
    )
    return rebuilt(release, nodes)


def changed(release: Release, node: Node) -> Release:
    """A release in which one node is another."""
    return rebuilt(release, {**release.library.nodes, node.address: node})


def _choices(node: Node) -> list[Choice]:
    return list(node.content.choices) if isinstance(node.content, Menu) else []


def _with_choices(node: Node, choices: list[Choice]) -> Node:
    if not isinstance(node.content, Menu):
        return node
    return replace(node, content=replace(node.content, choices=tuple(choices)))


def _is_below(address: str, branch: str) -> bool:
    return address == branch or address.startswith(f"{branch}/")


def _moved(address: str, old: str, new: str) -> str:
    return new + address.removeprefix(old) if _is_below(address, old) else address
