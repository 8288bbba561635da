"""Reads one inline XBRL file with Arelle, offline, and prints what it found as JSON; a program of its own.

Arelle keeps its state in modules, and a taxonomy takes hundreds of megabytes: both go with the process.
``check_inline`` starts it as ``python arelle_run.py FILE [PACKAGE]``.
"""

from __future__ import annotations

import json
import sys


def read(file: str, package: str | None) -> str:
    """Facts and messages; with a taxonomy package it is also validated."""
    from arelle.api.Session import Session
    from arelle.RuntimeOptions import RuntimeOptions

    options = RuntimeOptions(
        entrypointFile=file,
        packages=[package] if package else None,
        internetConnectivity="offline",
        validate=bool(package),
        utrValidate=bool(package),
        disablePersistentConfig=True,
        keepOpen=True,
        logFile="logToBuffer",
        logFormat="%(message)s",
    )
    with Session() as session:
        session.run(options)
        facts = sum(len(model.facts) for model in session.get_models())
        return json.dumps({"facts": facts, "log": json.loads(session.get_logs("json"))["log"]})


if __name__ == "__main__":
    sys.stdout.write(read(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None))
