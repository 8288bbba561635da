"""Prepares an instance for this code: tables, static files, and on the first start the demonstration community.

A child of the supervisor, so that the memory which it takes is given back.
"""

from __future__ import annotations

import argparse
import sys
import time

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command, get_commands
from django.db import Error

from ict4society.foundation.database import DatabaseUnavailable, EmbeddedPostgres
from ict4society.foundation.database.fault import sentence_about

from .announcement import tell
from .plan import SAID
from .schema import ensure_schema, migrate
from .stamp import static_stamp

# The API has a reference page of its own: of the 8 MB that its library brings for that, nothing is served.
_UNSERVED = ["ninja", "*.map"]


def collect_static() -> None:
    """Copy the static files to where the web server reads them, compressed and with their digests in their names."""
    with static_stamp(settings.DATA_FOLDER).renewed() as needed:
        if needed:
            tell("Collecting the static files …")
            call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=_UNSERVED)


def load_demonstration() -> None:
    """Load the demonstration community into an instance that nobody has used."""
    if "demo" in get_commands() and not get_user_model()._default_manager.exists():
        tell("Loading the demonstration community (first start only) …")
        call_command("demo")


def main() -> int:
    """Prepare the instance; returns the exit code: 0, or `SAID` when it has said what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--demonstration", action="store_true")
    options = parser.parse_args()
    began = time.monotonic()
    try:
        django.setup()
        if settings.ENVIRONMENT.database_url is None:
            ensure_schema(EmbeddedPostgres(settings.DATA_FOLDER).place.cluster, tell)
        else:
            migrate(tell)
        collect_static()
        if options.demonstration:
            load_demonstration()
    except (Error, CommandError, DatabaseUnavailable) as error:
        print(f"ict4society: {sentence_about(error) if isinstance(error, Error) else error}", file=sys.stderr)
        return SAID
    tell(f"Prepared in {time.monotonic() - began:.1f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
