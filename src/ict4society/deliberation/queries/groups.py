"""How groups are called where people read them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ict4society.deliberation.consensus import UNDECLARED, UNDECLARED_NAME
from ict4society.organisations.states import StakeholderGroup

_KNOWN = dict(StakeholderGroup.choices)


def group_label(name: str) -> str | Promise:
    """A stakeholder group in the reader's language; a group of an imported file as it is there, made readable."""
    if name in {UNDECLARED, UNDECLARED_NAME}:
        return _("No declared group")
    if name in _KNOWN:
        return _KNOWN[name]
    readable = name.replace("_", " ").strip()
    return readable[:1].upper() + readable[1:]
