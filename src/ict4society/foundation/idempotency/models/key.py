"""What a repeated request is answered with."""

from __future__ import annotations

from django.db import models


class IdempotencyKey(models.Model):
    """The first result of a (person, key): kept for a week."""

    user_id = models.BigIntegerField()
    key = models.CharField(max_length=64)
    result_kind = models.CharField(max_length=60, blank=True)
    result_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user_id", "key"], name="idempotency_once"),)

    def __str__(self) -> str:
        return f"{self.user_id}/{self.key}"
