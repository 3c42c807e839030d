"""The text of a file as edits see it, and back to bytes: with its own mark and line ends."""

_MARK = b"\xef\xbb\xbf"


def text_of(content: bytes) -> str:
    """Without a byte order mark; lines that all end in CR LF end in LF."""
    text = content.removeprefix(_MARK).decode()
    return text.replace("\r\n", "\n") if _is_of_windows(content) else text


def bytes_like(before: bytes, text: str) -> bytes:
    """A text as the file would hold it that held `before`."""
    written = text.replace("\n", "\r\n") if _is_of_windows(before) else text
    return (_MARK if before.startswith(_MARK) else b"") + written.encode()


def _is_of_windows(content: bytes) -> bool:
    return 0 < content.count(b"\n") == content.count(b"\r\n")
