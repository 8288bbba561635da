"""The web server: granian, with the WSGI application in each of its workers. A child of the supervisor."""

from __future__ import annotations

import argparse
import functools
import multiprocessing
import os
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from .preload import load_application, preload
from .process import TITLE, die_with

_GRACE = 8  # seconds for requests that are being answered when the server stops


def serve(target: str, *, host: str, port: int, workers: int) -> None:
    """Serve until SIGTERM. What is imported by now is shared with the workers."""
    # Granian asks for the default, which is another since Python 3.14.
    multiprocessing.set_start_method("fork", force=True)
    Granian(
        target,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,  # the reverse proxy in front speaks it; HTTP/2 without TLS is for nobody
        websockets=False,
        workers=workers,
        blocking_threads=1,  # a second thread gains nothing under the global interpreter lock
        respawn_failed_workers=True,
        workers_kill_timeout=_GRACE,
        log_level=LogLevels.warning,
        process_name=TITLE.format("web server"),
    ).serve(target_loader=functools.partial(_load_in_worker, target, os.getpid()), wrap_loader=False)


def _load_in_worker(target: str, main_pid: int) -> Any:
    """A worker ends with the main process that started it."""
    if os.getpid() != main_pid:
        die_with(main_pid)
    return load_application(target)


def main() -> None:
    """The web server alone, without a supervisor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("application")
    options = parser.parse_args()
    preload(options.application)
    serve(options.application, host=options.host, port=options.port, workers=options.workers)


if __name__ == "__main__":
    main()
