"""Accounts of the demonstration that can be signed in to: one for each role."""

from __future__ import annotations

from pathlib import Path

from ict4society.operations.demonstration import content

DOMAIN = "demo.example"
PASSWORD = "responsible-ict-together"  # noqa: S105 — published: it opens invented accounts on loopback only


def address_of(role: str) -> str:
    """The address of the account with this role."""
    return f"{role}@{DOMAIN}"


def write_accounts(path: Path) -> None:
    """List addresses, password and roles, for whoever started the server."""
    entries = [entry for entry in content.roles().values() if "role" in entry]
    width = max(len(address_of(entry["role"])) for entry in entries)
    lines = [f"Demonstration accounts (invented people; the password of all: {PASSWORD})"]
    lines += [f"  {address_of(entry['role']):<{width}}  {entry['role']}: {entry['name']}" for entry in entries]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
