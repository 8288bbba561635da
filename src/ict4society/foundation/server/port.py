"""The port of the web server."""

from __future__ import annotations

import errno
import socket
import time

from .refused import ServerRefused

_LEAVING = 2.0  # seconds that the workers of a supervisor that was killed need to leave the port


def require_free_port(host: str, port: int) -> None:
    """Make sure that the web server can listen there.

    Raises:
        ServerRefused: another program listens, or the address is not one of this machine, or may not be used.
    """
    end = time.monotonic() + _LEAVING
    while True:
        try:
            _listen(host, port)
            return
        except socket.gaierror:
            raise ServerRefused(f"HOST: {host} is not an address of this machine.") from None
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                if time.monotonic() < end:
                    time.sleep(0.2)
                    continue
                raise ServerRefused(
                    f"Port {port} of {host} is in use by another program: stop it, or choose another "
                    f"port (PORT={port + 1})."
                ) from None
            if error.errno == errno.EACCES:
                raise ServerRefused(f"Port {port} is reserved for root: choose one above 1023 in PORT.") from None
            raise ServerRefused(f"The server cannot listen on {host}, port {port} ({error.strerror}).") from None


def _listen(host: str, port: int) -> None:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections that linger do not count
        probe.bind(address)
        probe.listen(1)


def answers(host: str, port: int, path: str = "/livez", patience: float = 5.0) -> bool:
    """Whether a web server answers a request for the path, with whatever status."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 — compared, not bound
    try:
        with socket.create_connection((target, port), timeout=patience) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            return connection.recv(8).startswith(b"HTTP/1.")
    except OSError:
        return False
