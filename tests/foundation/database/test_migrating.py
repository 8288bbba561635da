"""Tables that are created together are those that are created one by one."""

from __future__ import annotations

import pytest
from django.db import connection, models
from django.db.migrations import AddField, CreateModel
from django.db.migrations.state import ProjectState

from ict4society.foundation.database.migrating import CreateModels, created_together


def _model(name: str, **fields: models.Field) -> CreateModel:
    return CreateModel(name, [("id", models.BigAutoField(primary_key=True)), *fields.items()])


def _operations() -> list[CreateModel]:
    parent = models.ForeignKey("shelves.Shelf", on_delete=models.CASCADE, related_name="books")
    book = models.ForeignKey("shelves.Book", on_delete=models.CASCADE)
    return [_model("Shelf"), _model("Book", shelf=parent), _model("Page", book=book)]


def test_neighbouring_tables_become_one_operation_and_the_rest_stays_in_its_place() -> None:
    shelf, book, page = _operations()
    field = AddField("Book", "title", models.TextField(default=""))
    first, second, third = created_together([shelf, book, field, page])
    assert isinstance(first, CreateModels)
    assert first.operations == [shelf, book]
    assert second is field
    assert third.operations == [page]


def test_the_state_is_the_same_and_its_models_know_each_other() -> None:
    one_by_one, at_once = ProjectState(), ProjectState()
    _ = at_once.apps  # rendered, as in the middle of a migration
    for operation in _operations():
        operation.state_forwards("shelves", one_by_one)
    CreateModels(_operations()).state_forwards("shelves", at_once)
    assert at_once.models == one_by_one.models
    shelf = at_once.apps.get_model("shelves", "Shelf")
    assert [relation.name for relation in shelf._meta.related_objects] == ["books"]


@pytest.mark.django_db
def test_tables_are_created_and_dropped_in_an_order_that_their_references_allow() -> None:
    operation = CreateModels(_operations())
    before, after = ProjectState(), ProjectState()
    operation.state_forwards("shelves", after)

    def tables() -> set[str]:
        return {name for name in connection.introspection.table_names() if name.startswith("shelves_")}

    with connection.schema_editor() as editor:
        operation.database_forwards("shelves", editor, before, after)
    assert tables() == {"shelves_shelf", "shelves_book", "shelves_page"}
    with connection.schema_editor() as editor:
        operation.database_backwards("shelves", editor, after, before)
    assert tables() == set()
    assert operation.describe() == "Create model Shelf; Create model Book; Create model Page"
