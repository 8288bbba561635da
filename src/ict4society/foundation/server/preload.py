"""The application, imported once: every process that is forked afterwards shares its memory, and starts at once."""

from __future__ import annotations

import gc
import importlib
import os
from typing import Any

from django.urls import get_resolver

from ict4society.foundation.languages.detect import load_model


def load_application(target: str) -> Any:
    """The WSGI application that ``module:name`` names."""
    module, _, name = target.partition(":")
    return getattr(importlib.import_module(module), name or "application")


def preload(target: str) -> None:
    """Import the application and all that it would import later. Importing opens no connection, starts no thread."""
    # A thread could not be forked, and the processes share the processors already.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    load_application(target)
    _ = get_resolver().url_patterns  # the views and forms, which Django would import with the first request
    load_model()
    gc.collect()
    gc.freeze()  # the collector would write to the shared pages, and so unshare them
