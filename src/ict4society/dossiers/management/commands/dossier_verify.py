"""Check a dossier file, without the site."""

from __future__ import annotations

import base64
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from django.core.management.base import BaseCommand, CommandError

from ict4society.dossiers.verification import LARGEST, FileUnreadable, verify_text


class Command(BaseCommand):
    help = "Check the digest and the signature of a dossier file (JSON-LD or HTML), off-line."
    needs_database = False
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file, .jsonld or .html")
        parser.add_argument("--key", type=Path, help="a public key (PEM) that the file must be signed with")

    def handle(self, *args: Any, **options: Any) -> None:
        text = _read(options["file"])
        try:
            found = verify_text(text)
        except FileUnreadable as unreadable:
            raise CommandError(f"{options['file']}: {unreadable}") from unreadable
        self.stdout.write(f"{found.title}, version {found.version}")
        self.stdout.write(f"address    {found.address}")
        self.stdout.write(f"digest     sha256:{found.digest}")
        self.stdout.write(f"signed by  ed25519:{found.public_key}")
        faults = list(found.faults)
        if options["key"] is not None and _raw_key(options["key"]) != found.public_key:
            faults.append(f"It is not signed with the key in {options['key']}.")
        for fault in faults:
            self.stdout.write(f"INVALID: {fault}")
        if faults:
            sys.exit(1)
        if found.withheld:
            self.stdout.write(
                f"The words of {found.withheld} sources or elements were withdrawn or hidden after the publication "
                f"and are left out; the whole version has the digest sha256:{found.whole}."
            )
        self.stdout.write("valid: unchanged since it was signed")


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise CommandError(f"{path} is larger than {LARGEST // 1_000_000} MB: it is not a dossier.")
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is not UTF-8 text: it is not a dossier.") from error
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def _raw_key(path: Path) -> str:
    try:
        key = load_pem_public_key(_read(path).encode())
    except ValueError as error:
        raise CommandError(f"{path} is not a public key in PEM.") from error
    if not isinstance(key, Ed25519PublicKey):
        raise CommandError(f"{path} is not an Ed25519 key.")
    return base64.b64encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()
