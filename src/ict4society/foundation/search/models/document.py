"""What search knows of a subject."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchDocument(models.Model):
    """The text of one subject, stemmed in its own language. Who may see it is asked of its feature at each search."""

    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=12)
    configuration = models.CharField(max_length=30, db_index=True)
    """PostgreSQL's text-search configuration that ``vector`` was made with."""
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=300, blank=True)
    """Where a hit leads: kept here, so that a page of hits of many kinds costs no query for each kind."""
    body = models.TextField()
    topic_id = models.BigIntegerField(null=True)
    happened_at = models.DateTimeField()
    vector = SearchVectorField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "object_id"], name="search_document_once"),)
        indexes = (GinIndex(fields=["vector"], name="search_vector"),)

    def __str__(self) -> str:
        return self.title
