"""What others can reach, and whether that is safe: address, demonstration accounts, keys, mail."""

from __future__ import annotations

import socket
from collections.abc import Iterator

from ict4society.foundation.server.plan import accounts_file

from .finding import Finding, fault, ok, warning
from .instance import InstanceSettings


def examine_exposure(settings: InstanceSettings) -> Iterator[Finding]:
    """What must be right before others are let in."""
    yield _address(settings)
    yield _debug(settings)
    yield _demonstration(settings)
    yield _secret_key(settings)
    yield _mail(settings)


def _is_local(settings: InstanceSettings) -> bool:
    return settings.on_loopback and settings.address.startswith(("http://127.", "http://localhost", "http://[::1]"))


def _address(settings: InstanceSettings) -> Finding:
    if not _is_local(settings) and not settings.address.startswith("https:"):
        return warning(
            "address",
            f"{settings.address} is not encrypted: passwords and sessions can be read on the way",
            "Put a reverse proxy with TLS in front, and set SITE_URL=https://… and TRUSTED_PROXY=true.",
        )
    return ok("address", f"is {settings.address}")


def _debug(settings: InstanceSettings) -> Finding:
    if settings.debug and not _is_local(settings):
        return fault("debugging", "shows the inside of the program to everybody", "Remove ICT4SOCIETY_DEBUG.")
    return ok("debugging", "is on, on this machine only" if settings.debug else "is off")


def _demonstration(settings: InstanceSettings) -> Finding:
    if not accounts_file(settings.data_folder).exists():
        return ok("demonstration", "no accounts with published passwords are here")
    if not _is_local(settings):
        return fault(
            "demonstration",
            f"its accounts have published passwords, and the site is {settings.address} (on {settings.host})",
            "Name a fresh data folder in ICT4SOCIETY_DATA, or set HOST=127.0.0.1 and remove SITE_URL.",
        )
    return ok("demonstration", "its accounts can be used from this machine only")


def _secret_key(settings: InstanceSettings) -> Finding:
    if settings.secret_key is None and settings.database_url is not None:
        return warning(
            "secret key",
            "is generated in the data folder, which other web nodes on the same database do not share",
            "Set SECRET_KEY to one value on all nodes, if there are several.",
        )
    return ok("secret key", "is generated in the data folder" if settings.secret_key is None else "is set")


def _mail(settings: InstanceSettings) -> Finding:
    if settings.email_backend_name == "mailbox":
        if _is_local(settings):
            return ok("mail", "is kept in the mailbox of this machine; nothing is sent")
        return warning(
            "mail",
            "is kept in a mailbox instead of being sent: nobody can confirm an address",
            "Set EMAIL_BACKEND_NAME=smtp and SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASSWORD.",
        )
    server = f"{settings.smtp_host}, port {settings.smtp_port}"
    try:
        socket.create_connection((settings.smtp_host, settings.smtp_port), timeout=5).close()
    except OSError as error:
        reason = error.strerror or str(error)
        return fault("mail", f"{server} does not answer ({reason})", "Correct SMTP_HOST and SMTP_PORT.")
    return ok("mail", f"{server} answers")
