"""The file of the topic tree: loaded whole, or refused whole."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from ict4society.topics.actions.load import load_topics
from ict4society.topics.models import Dimension, Topic
from ict4society.topics.queries import topic_ids
from ict4society.topics.tree_file import SHIPPED

pytestmark = pytest.mark.django_db


def test_the_shipped_tree_is_the_communitys(capsys):
    call_command("import_topics")
    assert Topic.objects.filter(parent=None).count() == 6
    assert list(Dimension.objects.values_list("slug", flat=True)) == ["people", "planet", "progress"]
    assert Topic.objects.get(slug="do-not-track").parent.slug == "advertising-and-content"
    for topic in Topic.objects.all():
        assert {"en", "fr", "de"} <= set(topic.names)
        assert {"en", "fr", "de"} <= set(topic.descriptions)
    area = Topic.objects.get(slug="environment")
    assert set(topic_ids(area)) == {area.pk, *area.issues.values_list("pk", flat=True)}


def test_loading_again_changes_nothing():
    load_topics()
    before = list(Topic.objects.order_by("pk").values())
    assert load_topics() == []
    assert list(Topic.objects.order_by("pk").values()) == before


def test_another_name_is_taken_over_and_nothing_is_deleted(tmp_path):
    load_topics()
    count = Topic.objects.count()
    tree = {"dimensions": [], "areas": [{"slug": "environment", "names": {"en": "Nature"}}]}
    file = tmp_path / "tree.json"
    file.write_text(json.dumps(tree))
    assert load_topics(file) == ["environment"]
    assert Topic.objects.get(slug="environment").name == "Nature"
    assert Topic.objects.count() == count


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda tree: tree["areas"].append(tree["areas"][0]), "twice"),
        (lambda tree: tree["areas"][2].update(slug="Not a slug"), "areas.2.slug"),
        (lambda tree: tree["areas"][1]["names"].update(en="x" * 121), "areas.1.names.en"),
        (lambda tree: tree["areas"][1]["names"].update(en="evil \u202e"), "areas.1.names.en"),
        (lambda tree: tree.update(colour="red"), "colour"),
        (lambda tree: tree.update(areas=[]), "areas"),
    ],
)
def test_a_faulty_file_is_refused_whole(tmp_path, change, named):
    tree = json.loads(SHIPPED.read_text())
    change(tree)
    file = tmp_path / "tree.json"
    file.write_text(json.dumps(tree))
    with pytest.raises(CommandError) as refused:
        call_command("import_topics", str(file))
    assert named in str(refused.value)
    assert str(file) in str(refused.value)
    assert not Topic.objects.exists()
    assert not Dimension.objects.exists()


def test_a_file_that_is_no_json_or_not_there_is_refused(tmp_path):
    file = tmp_path / "tree.json"
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_topics", str(file))
    file.write_text("{")
    with pytest.raises(CommandError, match="JSON"):
        call_command("import_topics", str(file))
