"""Where the control socket of a store stands."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LONGEST = 100  # bytes; the kernel takes 107, others 103 (unix(7), sun_path)


def socket_of(database: Path) -> Path:
    """The socket beside a database file."""
    return Path(f"{database}.sock")


@contextmanager
def short_name(socket: Path) -> Iterator[str]:
    """A name of the socket that fits into a socket address, while this lasts.

    Deep folders do not fit; through a descriptor of the folder their length does not matter
    (Linux alone: elsewhere such a path is refused by the kernel).
    """
    if len(os.fsencode(socket)) <= _LONGEST:
        yield str(socket)
        return
    folder = os.open(socket.parent, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{folder}/{socket.name}"
    finally:
        os.close(folder)
