"""One text for one record: the bytes that are hashed and signed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

DECIMALS = 4
"""Places of a share; enough for a percentage, and every such number is written alike by Python and by RFC 8785."""


def canonical(record: Any) -> str:
    """JSON with sorted keys and no white space, numbers rounded to four decimals, whole ones without a point.

    Equal to RFC 8785 (JSON Canonicalization Scheme) for our records, whose keys are ASCII.
    """
    return json.dumps(plain_numbers(record), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def plain_numbers(value: Any) -> Any:
    """The same structure with every float rounded, and as a whole number where it is one."""
    if isinstance(value, float):
        rounded = round(value, DECIMALS)
        return int(rounded) if rounded.is_integer() else rounded
    if isinstance(value, dict):
        return {str(key): plain_numbers(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_numbers(item) for item in value]
    return value


def digest_of(text: str) -> str:
    """SHA-256 of the UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
