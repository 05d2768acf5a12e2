# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Loaded by every Python process that finds it on its path: nothing gets out, and all is told.

Python tells of sockets, looked-up names and unpickled classes before it makes them, whoever asks.
A process talks to its own children through pipes and sockets of the machine's own (AF_UNIX): no
network. Anything else is refused. What happens is added to a file, a line each.
"""

from __future__ import annotations

import os
import socket
import sys

LOG = os.environ["GUARD_LOG"]
INSIDE = {-1, getattr(socket, "AF_UNIX", -1)}
"""Families of sockets that do not leave the machine; -1 stands for one that was there already."""
OUTWARD = ("socket.get", "urllib.", "http.", "ftplib.", "smtplib.", "imaplib.", "poplib.")
"""How events begin that look up a name or ask another machine."""


def tell(*words: object) -> None:
    """Adds a line; one write, so that lines of several processes do not mix."""
    line = " ".join(map(str, words)).replace("\n", " ")
    log = os.open(LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(log, f"{line}\n".encode())
    os.close(log)


def guard(event: str, arguments: tuple[object, ...]) -> None:
    """Refuses what leaves the machine; tells of that, and of what is unpickled."""
    if event == "pickle.find_class":
        tell("unpickled", *arguments)
    is_outward = event == "socket.__new__" and arguments[1] not in INSIDE
    if event == "socket.gethostname":
        return  # the name of this machine itself
    if is_outward or event.startswith(OUTWARD):
        tell("refused", event, *map(repr, arguments[1:]))
        raise OSError(f"no network here: {event}")


tell("guarded", os.getpid())
sys.addaudithook(guard)
