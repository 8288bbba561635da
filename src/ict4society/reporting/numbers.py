"""Numbers as people type them, and as pages and sentences write them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

LARGEST = Decimal(10) ** 18
PLACES = Decimal("1e-14")


class NumberUnclear(ValueError):
    """Not a number, or one that can be read in two ways; the message says what to type."""


def read_number(text: str) -> Decimal:
    """``12.5``, ``12,5``, ``1 240``, ``1,240.5``, ``1.240,5``. A lone group of three (``1,240``) is read as thousands.

    Raises NumberUnclear.
    """
    cleaned = re.sub(r"[\s\u00a0\u202f'’]", "", text).replace("\u2212", "-")
    if not re.fullmatch(r"[+-]?[0-9][0-9.,]*(?:[eE][+-]?[0-9]{1,2})?|[+-]?[.,][0-9]+", cleaned):
        raise NumberUnclear(_unclear(text))
    try:
        number = Decimal(_with_point(cleaned))
    except InvalidOperation as error:
        raise NumberUnclear(_unclear(text)) from error
    if abs(number) > LARGEST:
        raise NumberUnclear(_("This number is too large. Choose a larger unit."))
    return number.quantize(PLACES) if number.as_tuple().exponent < -14 else number  # type: ignore[operator]


def _unclear(text: str) -> str:
    return _("“%(text)s” is not a number. Type digits, for example 12.5.") % {"text": text[:40]}


def _with_point(text: str) -> str:
    dots, commas = text.count("."), text.count(",")
    if dots and commas:
        decimal, group = (".", ",") if text.rfind(".") > text.rfind(",") else (",", ".")
        return text.replace(group, "").replace(decimal, ".")
    if commas:
        return text.replace(",", "") if _is_grouped(text, ",") else text.replace(",", ".", 1)
    return text.replace(".", "") if dots > 1 and _is_grouped(text, ".") else text


def _is_grouped(text: str, mark: str) -> bool:
    return re.fullmatch(rf"[+-]?[1-9][0-9]{{0,2}}(?:\{mark}[0-9]{{3}})+", text) is not None


def plain_number(number: Decimal) -> str:
    """Without exponent and without zeros at the end: ``1240``, ``0.1``."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def spoken_number(number: Decimal) -> str:
    """With thousands separated, in English, for sentences that are cited: ``1,240``, ``0.0149``."""
    whole, point, rest = plain_number(round_for_reading(number)).partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}{point}{rest}"


def round_for_reading(number: Decimal) -> Decimal:
    """Whole numbers and up to six digits stay; what was computed is cut to five significant digits."""
    if number == number.to_integral_value() or len(number.normalize().as_tuple().digits) <= 6:
        return number
    if abs(number) >= 100_000:
        return number.quantize(Decimal(1))
    return Decimal(f"{number:.5g}")
