"""Search: each text in its own language, each reader what they may see, each word as it was typed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ict4society.discussions.actions.add_post import add_post
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.discussions.models import Post, Thread
from ict4society.foundation.actors import Actor
from ict4society.foundation.search.find import START, STOP, Filters, count_by_kind, find, marked
from ict4society.foundation.search.index import index_subject, indexing_kept
from ict4society.foundation.search.models import SearchDocument
from ict4society.foundation.search.words import Words
from ict4society.foundation.subjects import Ref
from tests.jobs import run_jobs
from tests.people.factory import facilitator, person, topic

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


def open_about(title: str, introduction: str = "", language: str = "en", about=None) -> Thread:
    made = open_thread(
        actor=Actor(facilitator()), title=title, topic=about or topic(), introduction=introduction, language=language
    )
    run_jobs()
    return made


def titles(query: str, user=VISITOR, **filters) -> list[str]:
    return [hit.title for hit in find(Words.typed(query), user, Filters(**filters)).items]


@pytest.mark.parametrize(
    ("language", "title", "query"),
    [
        ("en", "Recycling of batteries", "recycled battery"),
        ("fr", "Les batteries recyclées", "recyclé batterie"),
        ("de", "Wiederverwendung von Geräten", "Gerät"),
        ("pl", "Prawo do naprawy urządzeń", "urzadzen"),
        ("bg", "Право на поправка", "право"),
        ("el", "Το δικαίωμα στην επισκευή", "επισκευή"),
        ("es", "Los derechos humanos", "derecho humano"),
        ("fi", "Energian kulutus verkossa", "verkko"),
    ],
)
def test_words_are_found_in_their_inflected_forms(language, title, query):
    open_about(title, language=language)
    open_about("Something else altogether", language="en")
    assert titles(query) == [title]


def test_one_search_finds_all_languages():
    open_about("Transparency of algorithms", language="en")
    open_about("Transparency der Algorithmen", language="de")
    open_about("Transparency i algorytmy", language="pl")
    assert len(titles("transparency")) == 3


def test_the_last_word_finds_what_begins_with_it():
    open_about("Sustainability reporting")
    assert titles("repor") == titles("sustainab") == titles("sustainability repo") == ["Sustainability reporting"]
    assert titles("repor sustainability") == []


def test_operators_of_web_searches():
    open_about("Green cloud services")
    open_about("Cloud of green balloons")
    assert titles('"green cloud"') == ["Green cloud services"]
    assert titles("cloud -balloons") == ["Green cloud services"]
    assert len(titles("balloons or services")) == 2


def test_a_word_of_the_title_counts_more_than_one_of_the_text():
    open_about("Something", "About accessibility, in passing, among many other words that fill the text.")
    open_about("Accessibility", "Something else.")
    assert titles("accessibility") == ["Accessibility", "Something"]


def test_each_finds_only_what_they_may_see_also_in_counts():
    thread = open_about("Whistleblowing")
    author, moderator = person(), person(is_moderator=True)
    post = add_post(actor=Actor(author), thread=thread, text="On whistleblowing channels.", language="en")
    run_jobs()
    words = Words.typed("whistleblowing")
    assert count_by_kind(words, VISITOR, Filters()) == {"discussions.post": 1, "discussions.thread": 1}
    Post.objects.filter(pk=post.pk).update(hidden_at=timezone.now())
    assert count_by_kind(words, VISITOR, Filters()) == {"discussions.thread": 1}
    assert count_by_kind(words, author, Filters()) == {"discussions.post": 1, "discussions.thread": 1}
    Thread.objects.update(hidden_at=timezone.now())
    assert count_by_kind(words, author, Filters()) == {}
    assert len(find(words, moderator, Filters()).items) == 2


def test_what_happens_many_times_can_be_indexed_once():
    ref = Ref("discussions.thread", open_about("Data centres").pk)
    SearchDocument.objects.all().delete()
    with indexing_kept():
        for _again in range(3):
            index_subject(ref)
        assert titles("data centres") == []
    assert titles("data centres") == ["Data centres"]


def test_what_was_undone_meanwhile_is_not_indexed():
    ref = Ref("discussions.thread", open_about("Data centres").pk)
    SearchDocument.objects.all().delete()

    def failing():
        with indexing_kept():
            index_subject(ref)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    assert titles("data centres") == []


def test_what_is_hidden_leaves_the_index_and_comes_back():
    thread = open_about("Data centres")
    ref = Ref("discussions.thread", thread.pk)
    Thread.objects.update(hidden_at=timezone.now())
    assert index_subject(ref) is False
    assert not SearchDocument.objects.filter(kind=ref.kind, object_id=ref.id).exists()
    Thread.objects.update(hidden_at=None)
    assert index_subject(ref) is True
    assert index_subject(Ref("nothing.known", 1)) is False
    assert titles("data centres") == ["Data centres"]


def test_filters():
    area = topic()
    issue = topic(parent=area)
    thread = open_about("Privacy", about=issue)
    open_about("Privacy elsewhere", language="de")
    add_post(actor=Actor(person()), thread=thread, text="Privacy matters.", language="fr")
    run_jobs()
    assert titles("privacy", topics=[issue.pk], kinds=["discussions.thread"]) == ["Privacy"]
    assert titles("privacy", language="de") == ["Privacy elsewhere"]
    assert len(titles("privacy", kinds=["discussions.post"])) == 1


def test_pages_meet_each_hit_once():
    thread = open_about("Open standards")
    author = Actor(person())
    for number in range(23):
        add_post(actor=author, thread=thread, text="standards " * (1 + number % 3), language="en")
    run_jobs()
    seen, after = [], None
    while True:
        hits = find(Words.typed("standards"), VISITOR, Filters(), after=after, limit=5)
        seen += [hit.ref for hit in hits.items]
        after = hits.next_key
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 24


def test_the_excerpt_is_escaped_and_marked():
    open_about("Attack", "Before <script>alert(1)</script> the energy & water of data centres.")
    (hit,) = find(Words.typed("energy"), VISITOR, Filters()).items
    assert "<mark>energy</mark> &amp; water" in hit.excerpt
    assert "<script" not in hit.excerpt
    assert marked(f"{START}a{STOP}<b>") == "<mark>a</mark>&lt;b&gt;"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60) | st.text(alphabet="ab'\"\\:*&|!()<->- or", max_size=20))
def test_whatever_is_typed_is_a_search(typed):
    find(Words.typed(typed), VISITOR, Filters())


def test_the_command_builds_the_index_anew(capsys):
    thread = open_about("Ethics of sensors")
    SearchDocument.objects.all().delete()
    SearchDocument.objects.create(
        kind="discussions.thread",
        object_id=thread.pk + 1000,
        language="en",
        configuration="english",
        title="gone",
        body="",
        happened_at=timezone.now(),
        vector="",
    )
    call_command("reindex", "discussions.thread")
    assert "discussions.thread: 1" in capsys.readouterr().out
    assert list(SearchDocument.objects.values_list("object_id", flat=True)) == [thread.pk]
    with pytest.raises(CommandError, match=r"discussions\.post"):
        call_command("reindex", "nothing.known")
