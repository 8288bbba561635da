"""Every route, template and component is exercised by the whole run (loaded with ``-p tests.promises.exercised``).

A run of a part only records. ``EXERCISED=report`` in the environment lists what a part has left out. On several cores
every worker records, and who hands out the tests adds up what they tell at their end.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from tests.cores import hands_out, is_worker

ROUTES: set[str] = set()
TEMPLATES: set[str] = set()
COMPONENTS: set[str] = set()
RECORDS = {"routes": ROUTES, "templates": TEMPLATES, "components": COMPONENTS}
MISSING: list[str] = []

PASSKEY = "an authenticator is needed, which a test client does not have; the pages share their form with those tried"
OFF = "allauth's way of signing in by a code, which is off here; kept so that switching it on keeps our words and look"
EXCEPTIONS: dict[str, str] = {
    "route account_login": "accounts:sign_in has this address",
    "route account_signup": "accounts:sign_up has this address",
    "route openid_connect_callback": "accounts:come_back has this address",
    "route openid_connect_login": "accounts:begin_elsewhere has this address",
    "route usersessions_list": "accounts:sessions has this address",
    "route socialaccount_connections": "accounts:connections has this address",
    "template account/*login_code*": OFF,
    "template account/email/*_code_*": OFF,
    "template account/email/email_confirm_*": "allauth takes email_confirmation_* unless codes are on",
    "template account/email/email_deleted_*": "a second address can be removed only after it was confirmed by mail",
    "template account/signup_closed.html": "signing up is open; kept for who closes it",
    "template account/verified_email_required.html": "an account without a confirmed address cannot sign in here",
    "template mailer/mail.css": "read as a file when a mail is written, not as a template",
    "template mfa/*webauthn*": PASSKEY,
    "template mfa/email/recovery_codes_generated_*": "generating needs two steps that are set up",
    "template mfa/reauthenticate.html": "needs two steps that are set up",
    "template socialaccount/login_redirect.html": "for cookies that no other site's link carries (SameSite=Strict)",
    "template mfa/trust.html": "trusting a browser is off; kept for who switches it on",
}
"""What need not be exercised (a pattern), with the reason."""
PARTS = ("api:",)
"""Routes whose operations another test enumerates: tests/api walks every operation of the document."""


def pytest_configure(config: pytest.Config) -> None:
    import jinja2
    from django.core.handlers.base import BaseHandler
    from jinjax import Catalog

    resolve, load, render = BaseHandler.resolve_request, jinja2.Environment._load_template, Catalog.irender

    def resolving(self: Any, request: Any) -> Any:
        match = resolve(self, request)
        ROUTES.add(match.view_name)
        return match

    def loading(self: Any, name: Any, *args: Any, **kwargs: Any) -> Any:
        TEMPLATES.add(str(name))
        return load(self, name, *args, **kwargs)

    def rendering(self: Any, component: str, /, *args: Any, **kwargs: Any) -> Any:
        COMPONENTS.add(component)
        return render(self, component, *args, **kwargs)

    BaseHandler.resolve_request = resolving  # type: ignore[method-assign]
    jinja2.Environment._load_template = loading  # type: ignore[method-assign]
    Catalog.irender = rendering  # type: ignore[method-assign]
    if hands_out(config):
        config.pluginmanager.register(Gathering())


class Gathering:
    """Adds up what the workers have recorded."""

    def pytest_testnodedown(self, node: Any, error: object) -> None:
        told = getattr(node, "workeroutput", {}).get("exercised", {})
        for name, record in RECORDS.items():
            record.update(told.get(name, ()))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if is_worker(session.config):
        told = {name: sorted(record) for name, record in RECORDS.items()}
        session.config.workeroutput["exercised"] = told  # type: ignore[attr-defined]
        return
    asked = os.environ.get("EXERCISED") == "report"
    if asked or (exitstatus == pytest.ExitCode.OK and is_whole(session.config)):
        MISSING.extend(never_exercised())
        if MISSING and not asked:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if MISSING:
        terminalreporter.section("never exercised by the whole run (tests/promises/exercised.py)", red=True, bold=True)
        for what in MISSING:
            terminalreporter.line(what)


def is_whole(config: pytest.Config) -> bool:
    """Whether the whole suite was asked for: no paths, no selection."""
    option = config.option
    chosen = (option.keyword, option.markexpr, option.deselect, option.ignore, option.ignore_glob)
    resumed = (getattr(option, "lf", False), getattr(option, "stepwise", False), option.collectonly)
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not any(chosen) and not any(resumed)


def never_exercised() -> list[str]:
    """What nobody asked for, without the exceptions; and exceptions that are no longer needed."""
    from tests.promises.sites import page_routes

    routes = {
        f"route {route.name}"
        for route in page_routes()
        if not route.name.startswith(PARTS) and route.name not in ROUTES
    }
    templates = {f"template {name}" for name in set(_templates()) - TEMPLATES}
    components = {f"component {name}" for name in set(_components()) - COMPONENTS}
    missing = routes | templates | components
    excused = {name for name in missing for pattern in EXCEPTIONS if fnmatch(name, pattern)}
    stale = {pattern for pattern in EXCEPTIONS if not any(fnmatch(name, pattern) for name in missing)}
    return sorted(missing - excused) + sorted(f"{pattern}: an exception that is no longer needed" for pattern in stale)


def _templates() -> Iterable[str]:
    from tests.architecture.house import SOURCE

    for folder in SOURCE.rglob("templates"):
        if folder.is_dir():
            yield from (str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def _components() -> Iterable[str]:
    from ict4society.foundation.ui.environment import COMPONENTS as FOLDER

    folder = Path(FOLDER)
    for path in folder.rglob("*.jinja"):
        yield ".".join(path.relative_to(folder).with_suffix("").parts)
