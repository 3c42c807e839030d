"""Log lines written by a thread of their own: whoever reads them may stop, the bot goes on."""

import logging
import os
import queue
import threading

_WAITING = 10_000  # lines that may wait; more are dropped and counted
_FLUSH_S = 1.0  # at the end of the program, for what still waits


class Lines(logging.Handler):
    """Writes each record as a line to a file descriptor, never making its caller wait.

    Where the descriptor takes nothing, because a pipe is not read or a disk is full, lines are
    dropped and counted in `dropped`.
    """

    def __init__(self, descriptor: int, waiting: int = _WAITING) -> None:
        """Begin to write; at most `waiting` lines are kept."""
        super().__init__()
        self.dropped = 0
        self._descriptor = descriptor
        self._queue: queue.Queue[bytes | None] = queue.Queue(waiting)
        # A daemon, and no stream of Python's between: both would hold up the end of the program.
        self._writer = threading.Thread(target=self._write, name="log", daemon=True)
        self._writer.start()

    def emit(self, record: logging.LogRecord) -> None:
        """Put a record among those to be written."""
        try:
            self._queue.put_nowait(self.format(record).encode() + b"\n")
        except queue.Full:
            self.dropped += 1

    def close(self) -> None:
        """Write what waits, if that is soon done."""
        try:
            self._queue.put(None, timeout=_FLUSH_S)
        except queue.Full:
            pass
        else:
            self._writer.join(_FLUSH_S)
        super().close()

    def _write(self) -> None:
        while (line := self._queue.get()) is not None:
            try:
                while line:
                    line = line[os.write(self._descriptor, line) :]
            except OSError:
                self.dropped += 1
