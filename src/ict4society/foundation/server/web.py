"""The web server: granian, with the WSGI application in each of its workers. A child of the supervisor."""

from __future__ import annotations

import argparse
import functools
import gc
import importlib
import multiprocessing
import os
from typing import Any

from django.urls import get_resolver
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from ict4society.foundation.languages.detect import load_model

from .process import die_with

_GRACE = 8  # seconds for requests that are being answered when the server stops


def load_application(target: str, main_pid: int) -> Any:
    """Import the application inside a worker, which ends with the main process that started it."""
    if os.getpid() != main_pid:
        die_with(main_pid)
    module, _, name = target.partition(":")
    return getattr(importlib.import_module(module), name or "application")


def preload(target: str) -> None:
    """Import the application before the workers are forked: they share its memory, and start (again) at once.

    Where workers are spawned instead, it would be of no use. Importing opens no connection and starts no thread.
    """
    if multiprocessing.get_start_method() == "fork":
        load_application(target, os.getpid())
        _ = get_resolver().url_patterns  # the views and forms, which Django would import with the first request
        load_model()
        gc.collect()
        gc.freeze()  # the collector would write to the shared pages, and so unshare them


def main() -> None:
    """Serve until SIGTERM."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("application")
    options = parser.parse_args()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the workers share the processors already
    preload(options.application)
    Granian(
        options.application,
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,  # the reverse proxy in front speaks it; HTTP/2 without TLS is for nobody
        websockets=False,
        workers=options.workers,
        blocking_threads=1,  # a second thread gains nothing under the global interpreter lock
        respawn_failed_workers=True,
        workers_kill_timeout=_GRACE,
        log_level=LogLevels.warning,
    ).serve(target_loader=functools.partial(load_application, options.application, os.getpid()), wrap_loader=False)


if __name__ == "__main__":
    main()
