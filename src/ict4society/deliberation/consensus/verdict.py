"""The five verdicts on a statement."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Verdict(StrEnum):
    """What the votes on one statement amount to; the values are stored and exported: never rename them."""

    CONSENSUS = "consensus"
    MAJORITY_WITH_OPPOSITION = "majority_with_opposition"
    CONTESTED = "contested"
    UNCLEAR = "unclear"
    INSUFFICIENT = "insufficient"

    @property
    def label(self) -> StrPromise:
        """The verdict's name in the reader's language."""
        return _LABELS[self]

    @property
    def meaning(self) -> StrPromise:
        """One sentence in the reader's language: when this verdict is given."""
        return _MEANINGS[self]


_LABELS = {
    Verdict.CONSENSUS: pgettext_lazy("verdict", "consensus"),
    Verdict.MAJORITY_WITH_OPPOSITION: pgettext_lazy("verdict", "majority with opposition"),
    Verdict.CONTESTED: pgettext_lazy("verdict", "contested"),
    Verdict.UNCLEAR: pgettext_lazy("verdict", "unclear"),
    Verdict.INSUFFICIENT: pgettext_lazy("verdict", "insufficient"),
}

_MEANINGS = {
    Verdict.CONSENSUS: pgettext_lazy(
        "verdict", "Every stakeholder group that voted in sufficient number agrees, and none sustains opposition."
    ),
    Verdict.MAJORITY_WITH_OPPOSITION: pgettext_lazy(
        "verdict", "More than half of all votes agree, but at least one stakeholder group almost certainly opposes."
    ),
    Verdict.CONTESTED: pgettext_lazy(
        "verdict", "At least one stakeholder group almost certainly opposes, and no majority of all votes agrees."
    ),
    Verdict.UNCLEAR: pgettext_lazy("verdict", "The votes show neither agreement in every group nor clear opposition."),
    Verdict.INSUFFICIENT: pgettext_lazy("verdict", "Too few stakeholder groups voted in sufficient number."),
}
