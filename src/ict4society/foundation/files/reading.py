"""Read the text of a file in a process of its own, which may be killed."""

from __future__ import annotations

import subprocess
import sys
from typing import BinaryIO

SECONDS = 30
LONGEST_TEXT = 1_000_000
"""Characters that are kept; the rest of a longer text is dropped and the file says so."""


class Unreadable(Exception):
    """The text cannot be had: damaged, protected, or it took too much time or memory."""


def read_text(file: BinaryIO, media_type: str) -> str:
    """The words of a file, at most one character more than ``LONGEST_TEXT``.

    A file that makes the reader slow or hungry costs ``SECONDS`` and a gigabyte at most. Raises Unreadable.
    """
    command = [sys.executable, "-I", "-m", "ict4society.foundation.files.reader", media_type]
    try:
        done = subprocess.run(
            command,
            input=file.read(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("too slow") from error
    if done.returncode:
        raise Unreadable(f"the reader ended with {done.returncode}")
    # PostgreSQL takes no NUL in a text.
    return done.stdout.decode("utf-8", "replace").replace("\x00", "")
