"""The command `ict4society`: its words name a management command (`import votes FILE` → `import_votes`)."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from ict4society.foundation.commands.catalogue import Catalogue

if TYPE_CHECKING:
    from config.environment import Environment

SETTINGS = "config.settings"
APPLICATION = "config.wsgi:application"
_SETTINGS_NOTE = "Its settings are environment variables: docs/settings.md."
_OWN = {
    "serve": "Run the instance: database, web server and job worker, until Ctrl-C.",
    "doctor": "Say what is wrong with this instance, and how to mend it.",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        if not words or words in (["--help"], ["-h"], ["help"]):
            _say(_help())
            return 0
        return _dispatch(words)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `ict4society … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as error:
        if "--traceback" in words:
            raise
        sys.stderr.write(f"ict4society: {_sentence(error)}\n")
        return 1


def _dispatch(words: list[str]) -> int:
    from config.environment import get_environment  # the one place where settings and server are put together

    asks_help = "--help" in words or "-h" in words
    if words[0] in {"serve", "doctor"} and asks_help:
        _say(f"usage: ict4society {words[0]}\n\n{_OWN[words[0]]}\n{_SETTINGS_NOTE}")
        return 0
    if words[0] == "serve":
        _serve(get_environment())
    if words[0] == "doctor":
        from ict4society.foundation.doctor.examine import examine

        return examine(get_environment)
    signal.signal(signal.SIGTERM, _leave)
    get_environment()
    from ict4society.foundation.commands.run import run_command

    return run_command(words)


def _serve(environment: Environment) -> NoReturn:
    from ict4society.foundation.server.launch import become_supervisor
    from ict4society.foundation.server.plan import ServerPlan

    become_supervisor(ServerPlan.from_settings(environment, settings_module=SETTINGS, application=APPLICATION))


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    """SIGTERM ends a command in order, so that it stops the database that it has started."""
    sys.exit(128 + number)


def _sentence(error: Exception) -> str:
    """The message of an error that we foresaw; of any other, also its kind and how to see more."""
    message = str(error).strip()
    if type(error).__module__.startswith(("ict4society.", "config.")) and message:
        return message
    return f"{type(error).__name__}: {message or 'no reason given'} (--traceback shows where)"


def _help() -> str:
    commands = sorted({**_OWN, **dict(Catalogue().described())}.items())
    width = max(len(name) for name, _ in commands)
    lines = [f"  {name:<{width}}  {line}" for name, line in commands]
    return "\n".join(
        [
            "usage: ict4society COMMAND [OPTIONS]     (ict4society COMMAND --help says more about one)",
            "",
            *lines,
            "",
            f"Django's own commands (migrate, shell, …) work too. {_SETTINGS_NOTE}",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
