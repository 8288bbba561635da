"""An organisation would like to be a partner."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ict4society.organisations.models import Contribution
from ict4society.partnerships.models.call import Call, words_of
from ict4society.partnerships.states import InterestState, Resource


class Interest(Contribution):
    """Between the two organisations; once accepted, the organisation is a partner and named. One open for each."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="interests")
    message = models.TextField(_("message"), max_length=5_000)
    offers = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    state = models.CharField(max_length=10, choices=InterestState.choices, default=InterestState.SENT)
    reason = models.TextField(max_length=2_000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(on_behalf_of__isnull=False), name="interest_of_an_organisation"),
            models.UniqueConstraint(
                fields=["call", "on_behalf_of"],
                condition=Q(state__in=["sent", "accepted"]),
                name="interest_one_open",
            ),
        )

    def __str__(self) -> str:
        return f"interest of {self.on_behalf_of_id} in call {self.call_id}"

    @property
    def offer_words(self) -> list[str]:
        return words_of(Resource, self.offers)
