"""The instance's key: Ed25519 (RFC 8032), from ``SIGNING_KEY`` or generated once into the data folder."""

from __future__ import annotations

import base64
import binascii
from functools import cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings


class KeyUnusable(Exception):
    """The signing key is not an Ed25519 private key in PEM; the message says where it comes from."""


class SignatureInvalid(Exception):
    """The signature is not this key's over this digest."""


@cache
def instance_key() -> Ed25519PrivateKey:
    """The private key, generated and kept when there is none yet. Raises KeyUnusable."""
    pem = settings.ENVIRONMENT.signing_key_value(_fresh_pem)
    try:
        key = load_pem_private_key(pem.replace("\\n", "\n").encode(), password=None)
    except (ValueError, TypeError) as error:
        raise KeyUnusable("SIGNING_KEY (or signing_key.pem of the data folder) is not a private key in PEM.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnusable("SIGNING_KEY (or signing_key.pem of the data folder) is not an Ed25519 key.")
    return key


def sign(digest: str) -> str:
    """The signature over the 32 bytes of a SHA-256 digest (given in hexadecimal), in base64. Raises KeyUnusable."""
    return base64.b64encode(instance_key().sign(bytes.fromhex(digest))).decode()


def public_key() -> str:
    """The 32 bytes of the public key, in base64."""
    raw = instance_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.b64encode(raw).decode()


def public_key_pem() -> str:
    """The public key in PEM (SubjectPublicKeyInfo), as other programs read it."""
    return instance_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def check_signature(digest: str, signature: str, key: str) -> None:
    """Return if the signature (base64) over the digest (hexadecimal) is that of the public key (base64, 32 bytes).

    Raises SignatureInvalid, also when one of them is malformed.
    """
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
        public.verify(base64.b64decode(signature, validate=True), bytes.fromhex(digest))
    except (InvalidSignature, ValueError, binascii.Error) as error:
        raise SignatureInvalid from error


def _fresh_pem() -> str:
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
