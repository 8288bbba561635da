"""E-mail domains: which one belongs to an organisation, and which belong to everybody."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "public_mail_providers.txt"
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"({_LABEL}\.)+[a-z]([a-z0-9-]{{0,61}}[a-z0-9])")


@cache
def public_providers() -> frozenset[str]:
    """Domains at which anyone can get an address."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def clean_domain(text: str) -> str:
    """The domain in lower-case ASCII, from what people type: ``@Example.eu``, ``someone@example.eu``.

    Raises ValueError when it is none.
    """
    domain = text.strip().rpartition("@")[2].rstrip(".").lower()
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        raise ValueError(text) from None
    if not _DOMAIN.fullmatch(ascii_domain) or len(ascii_domain) > 120:
        raise ValueError(text)
    return ascii_domain


def is_public(domain: str) -> bool:
    """Whether the domain is a provider's, so that an address there proves nothing."""
    return domain in public_providers()


def domain_of(address: str) -> str:
    """The domain of an address; empty when it cannot be read."""
    try:
        return clean_domain(address)
    except ValueError:
        return ""
