"""How a reply looks in a terminal: the words as they are, one option a line, nothing padded."""

from bot.messages.reply import (
    ButtonsReply,
    LinkReply,
    ListReply,
    LocationRequest,
    Reply,
    options_of,
)

MOMENT_HINT = "/at YYYY-MM-DD [HH:MM]"
PIN_HINT = "/pin LATITUDE LONGITUDE"
TAP_HINT = "/tap N"


def draw_reply(reply: Reply) -> str:
    """The body, then what can be tapped, numbered for `/tap` from the top.

    Arabic stays in the order it is written in: terminals that can show it turn it themselves.
    """
    attached = getattr(reply, "attachment", None)
    lines = [f"[ {attached.kind}: {attached.link} ]"] if attached else []
    lines.append(reply.body)
    if isinstance(reply, ListReply | ButtonsReply | LinkReply) and reply.footer:
        lines.append(f"— {reply.footer}")
    if isinstance(reply, ListReply):
        lines.append(f"[ {reply.button} ]")
    if isinstance(reply, LinkReply):
        lines.append(f"[ {reply.label}: {reply.url} ]")
    if isinstance(reply, LocationRequest):
        lines.append(f"[ {PIN_HINT} ]")
    lines.extend(_draw_options(reply))
    return "\n".join(lines)


def _draw_options(reply: Reply) -> list[str]:
    """Each option with the number that taps it, below the title of its section."""
    titles = _section_titles(reply)
    lines: list[str] = []
    for number, option in enumerate(options_of(reply), 1):
        if number in titles:
            lines.append(f"  § {titles[number]}")
        lines.append(f"  [{number}] {option.label}")
        if option.description:
            lines.append(f"      {option.description}")
    return lines


def _section_titles(reply: Reply) -> dict[int, str]:
    """The titles of a list's sections by the number of their first option."""
    titles: dict[int, str] = {}
    first = 1
    for section in reply.sections if isinstance(reply, ListReply) else ():
        titles[first] = section.title
        first += len(section.options)
    return titles
