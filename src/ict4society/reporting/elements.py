"""A score by its elements: each one is graded, one in a line (``G01.02: partial``)."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from ict4society.reporting.models import Indicator
from ict4society.reporting.states import Grade


class GradesUnclear(ValueError):
    """The grades cannot stand; the message says which."""


def read_grades(indicator: Indicator, text: str) -> dict[str, str]:
    """Element → grade, every one. Raises GradesUnclear."""
    wanted = [each["id"] for each in indicator.elements]
    found: dict[str, str] = {}
    for line in filter(str.strip, text.splitlines()):
        name, _colon, grade = (part.strip() for part in line.partition(":"))
        if name not in wanted or name in found:
            raise GradesUnclear(_("“%(line)s” names no element of this indicator, or one twice.") % {"line": line[:60]})
        if grade not in Grade.values:
            raise GradesUnclear(_("%(name)s: the grades are yes, partial, no and not_applicable.") % {"name": name})
        found[name] = grade
    if missing := [name for name in wanted if name not in found]:
        message = _("Grade every element: %(name)s is missing. What is not disclosed is a “no”.")
        raise GradesUnclear(message % {"name": missing[0]})
    return {name: found[name] for name in wanted}


def write_grades(grades: Mapping[str, str]) -> str:
    """As it is stored."""
    return "\n".join(f"{name}: {grade}" for name, grade in grades.items())


def told_grades(indicator: Indicator, text: str) -> list[tuple[str, Grade]]:
    """For the reader: what was looked at, and how it was graded; nothing where it was not graded by elements."""
    names = {each["id"]: each["en"] for each in indicator.elements}
    lines = (line.partition(":") for line in text.splitlines())
    known = [(name.strip(), grade.strip()) for name, _colon, grade in lines]
    return [(names[name], Grade(grade)) for name, grade in known if name in names and grade in Grade.values]
