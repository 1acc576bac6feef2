"""The template: an interpreter with the worker imported, from which zygotes are forked.

It does nothing but fork a keeper for each order, which is then read there (zygote_keeper.py). So
each zygote begins with the same memory, whatever its number, and no code under test runs where
the template can be seen.
"""

import gc
import os
import signal
import socket
from time import sleep

from .equipment import shared
from .process import libc
from .process.guards import bind_builtins
from .process.zygote_keeper import Seat, keep

_PATIENCE, _MOMENT = 50, 0.005  # for keepers that are about to end; the others end with this process


class Template:
    def __init__(self, descriptor: int, layout: int) -> None:
        self._orders = socket.socket(fileno=descriptor)
        self.equipment = shared(layout)
        self._keepers = 0

    def run(self) -> Seat:
        """Until the harness closes the socket. Returns in each zygote, and nowhere else."""
        libc.die_with_parent(signal.SIGKILL)
        bind_builtins()
        gc.collect()
        if hasattr(gc, "freeze"):
            gc.freeze()
        gc.disable()
        # Whatever is allocated for an order is free again when the next one comes.
        while self._orders.recv(1, socket.MSG_PEEK):
            reads, taken = os.pipe()
            if os.fork() == 0:
                seat = keep(self._orders.detach(), taken, self.equipment.extension)
                gc.enable()
                return seat
            os.close(taken)
            if not os.read(reads, 1):
                break  # it would find the same order again
            os.close(reads)
            self._keepers += 1
            self._reap()
        for _ in range(_PATIENCE):
            self._reap()
            if self._keepers:
                sleep(_MOMENT)
        os._exit(0)

    def _reap(self) -> None:
        while self._keepers and os.waitpid(-1, os.WNOHANG)[0]:
            self._keepers -= 1
