"""What every throw-away server needs: its binary, free ports, and a folder others can enter."""

import os
import random
import shutil
import socket
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PATIENCE = 120.0  # seconds to wait for what is to come: as long as the busiest machine may take
_twins: list[socket.socket] = []  # held until this process ends


class MissingPackage(RuntimeError):
    """A server's binary is not on this machine."""

    def __init__(self, binary: str, packages: str) -> None:
        super().__init__(f"{binary} is missing: apt-get install -y --no-install-recommends {packages}")


def find_binary(name: str, packages: str, *folders: Path) -> Path:
    """Path of a binary in PATH, the sbin folders (no ordinary user's PATH has them) or `folders`."""
    places = [os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", *map(str, folders)]
    found = shutil.which(name, path=os.pathsep.join(places))
    if found is None:
        raise MissingPackage(name, packages)
    return Path(found)


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on, below the range that the kernel uses for outgoing connections.

    Other processes that run tests choose at the same moment: a port counts as taken while its twin is held.
    """
    dice = random.SystemRandom()  # the seed of a test must not make two runs choose the same ports
    ports: list[int] = []
    while len(ports) < count:
        port = dice.randrange(20000, 26000)
        with suppress(OSError):
            _twins.append(socket.create_server(("127.0.0.1", port + 6000)))
            socket.create_server(("127.0.0.1", port)).close()
            ports.append(port)
    return ports


def server_folder(prefix: str) -> Path:
    """A new folder: short (Unix sockets), and open, since a server started by root gives up its rights."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir="/tmp"))
    folder.chmod(0o755)
    return folder


def wait_until(ready: Callable[[], bool], problem: Callable[[], str]) -> None:
    """Ask again and again until `ready`, or fail with the text of `problem`."""
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > deadline:
            raise RuntimeError(problem())
        time.sleep(0.02)
