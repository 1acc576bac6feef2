"""The command of a port in another language: what a worker becomes."""

import os
from _signal import SIG_DFL, SIGINT, SIGPIPE
from _signal import signal as set_signal
from typing import List

_SEAT = 3  # the descriptor of its socket


class Command:
    """``words`` are an executable's path and its arguments; ``native`` is what it stands for."""

    def __init__(self, words: List[str], native: str) -> None:
        self._words = words
        self._native = native

    def become(self, data: int, session: int) -> None:
        """Replaces this process. Raises OSError where that cannot be done."""
        os.dup2(data, _SEAT)
        for number in (SIGINT, SIGPIPE):
            set_signal(number, SIG_DFL)
        environment = dict(
            os.environ,
            LOCKSTEP_FD=str(_SEAT),
            LOCKSTEP_SESSION=str(session),
            LOCKSTEP_NATIVE=self._native,
        )
        try:
            os.execve(self._words[0], self._words, environment)
        except OSError as error:
            raise OSError("%s: %s" % (self._words[0], error.strerror)) from None
