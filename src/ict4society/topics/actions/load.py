"""Load the topic tree from a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.db import connection, transaction

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.topics.events import TreeLoaded
from ict4society.topics.models import Dimension, Topic
from ict4society.topics.tree_file import SHIPPED, AreaEntry, IssueEntry, Tree, read_tree

LOCK = 7_074_001
"""Advisory lock of PostgreSQL: two loads at once come one after the other."""


def load_topics(path: Path = SHIPPED, *, actor: Actor | None = None) -> list[str]:
    """Make the tree and the dimensions as the file says; found by slug, so a repeated load changes nothing.

    Topics that the file does not name stay as they are: contributions belong to them. Returns the slugs of what is new
    or different. Raises TreeInvalid, before anything is written.
    """
    return _write(read_tree(path), actor)


@transaction.atomic
def _write(tree: Tree, actor: Actor | None) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    changed = _dimensions(tree)
    known = {topic.slug: topic for topic in Topic.objects.all()}
    for position, area in enumerate(tree.areas):
        parent, fresh = _topic(known, area, None, position)
        changed += [area.slug] * fresh
        for place, issue in enumerate(area.issues):
            changed += [issue.slug] * _topic(known, issue, parent, place)[1]
    if changed:
        emit(TreeLoaded(changed=changed), actor=actor)
    return changed


def _dimensions(tree: Tree) -> list[str]:
    known = {dimension.slug: dimension for dimension in Dimension.objects.all()}
    changed = []
    for position, entry in enumerate(tree.dimensions):
        values = {"name": entry.name, "names": entry.names, "description": entry.description, "position": position}
        if _apply(known.get(entry.slug) or Dimension(slug=entry.slug), values):
            changed.append(entry.slug)
    return changed


def _topic(
    known: dict[str, Topic], entry: AreaEntry | IssueEntry, parent: Topic | None, position: int
) -> tuple[Topic, bool]:
    topic = known.get(entry.slug) or Topic(slug=entry.slug)
    values = {
        "parent_id": parent.pk if parent else None,
        "name": entry.name,
        "names": entry.names,
        "description": entry.description,
        "descriptions": entry.descriptions,
        "position": position,
    }
    return topic, _apply(topic, values)


def _apply(row: Dimension | Topic, values: Mapping[str, object]) -> bool:
    """Write what differs; whether anything did."""
    if row.pk and all(getattr(row, field) == value for field, value in values.items()):
        return False
    for field, value in values.items():
        setattr(row, field, value)
    row.save()
    return True
