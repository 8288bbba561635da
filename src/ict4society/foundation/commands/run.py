"""Runs one management command with its database, and turns every failure into one sentence."""

from __future__ import annotations

import contextlib
import difflib
import sys
from collections.abc import Iterator, Sequence

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand
from django.db import OperationalError, ProgrammingError, connections

from ict4society.foundation.database import DatabaseUnavailable, EmbeddedPostgres
from ict4society.foundation.database.fault import sentence_about
from ict4society.foundation.server.schema import ensure_schema

from .catalogue import Catalogue

# Commands of Django and its libraries that work without a database; ours say so themselves (`needs_database = False`).
_WITHOUT_DATABASE = frozenset(
    {"check", "collectstatic", "compilemessages", "diffsettings", "findstatic", "makemessages", "sendtestemail"}
)


class CommandUnknown(Exception):
    """No command has this name; the message is one sentence."""


def run_command(words: Sequence[str]) -> int:
    """Run `ict4society WORD…` and return its exit code.

    Raises:
        CommandUnknown, DatabaseUnavailable: one sentence says what is wrong.
        SystemExit: the command itself ends so, with its exit code.
    """
    catalogue = Catalogue()
    _start_django()
    commands = get_commands()
    matched = catalogue.match(words, also=[*commands])
    if matched is None:
        raise CommandUnknown(_suggestion(words, [*catalogue.files, *commands]))
    name, rest = matched
    title = name.replace("_", " ") if name in catalogue.files else name
    application = commands[name]
    command = application if isinstance(application, BaseCommand) else load_command_class(application, name)
    with _database_for(command, name, ours=name in catalogue.files, asks_help="--help" in rest or "-h" in rest):
        command.run_from_argv(["ict4society", title, *rest])
    return 0


def _start_django() -> None:
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise CommandUnknown(f"The settings cannot be used: {error}") from error


@contextlib.contextmanager
def _database_for(command: BaseCommand, name: str, *, ours: bool, asks_help: bool) -> Iterator[None]:
    needed = getattr(command, "needs_database", name not in _WITHOUT_DATABASE) and not asks_help
    if not needed:
        yield
        return
    environment = settings.ENVIRONMENT
    embedded = EmbeddedPostgres(environment.data_folder) if environment.database_url is None else None
    try:
        if embedded is not None:
            embedded.ensure_running()
        if ours and embedded is not None:
            ensure_schema(embedded.place.cluster, _tell)
        yield
    except (OperationalError, ProgrammingError) as error:
        raise DatabaseUnavailable(sentence_about(error)) from error
    finally:
        connections.close_all()
        if embedded is not None:
            embedded.stop()


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _suggestion(words: Sequence[str], names: Sequence[str]) -> str:
    word, whole = words[0], "_".join(words[:2]).replace("-", "_")
    close = difflib.get_close_matches(whole, names, n=1) or difflib.get_close_matches(
        word.replace("-", "_"), names, n=1
    )
    hint = f"; did you mean `{close[0].replace('_', ' ')}`?" if close else "; `ict4society --help` lists the commands."
    return f"There is no command `{word}`{hint}"
