"""Citations hold the exact words of an exact revision, and know when the source says something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ict4society.discussions.actions.add_post import add_post
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.discussions.models import Post
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.cite import (
    PassageNotFound,
    cite,
    find_passage,
    source_restored,
    source_revised,
    source_withdrawn,
)
from ict4society.foundation.citations.events import follow_source
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.subjects import Ref
from tests.people.factory import facilitator, person, topic


@given(st.text(alphabet="ab \n", min_size=1, max_size=40), st.data())
def test_a_passage_of_the_text_is_found_where_it_stands(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    if not words.strip():
        with pytest.raises(PassageNotFound):
            find_passage(text, words, start)
        return
    begin, stop = find_passage(text, words, start)
    assert text[begin:stop].split() == words.split()
    lead = len(words) - len(words.lstrip())
    assert abs(begin - start) <= lead


@pytest.mark.parametrize("words", ["", "   ", "\n\t"])
def test_nothing_cannot_be_cited(words):
    with pytest.raises(PassageNotFound, match="Select"):
        find_passage("some words", words)


def test_other_words_are_refused():
    with pytest.raises(PassageNotFound, match="exactly"):
        find_passage("some words", "Some words")


@pytest.mark.django_db
class TestACitation:
    @pytest.fixture
    def post(self) -> Post:
        thread = open_thread(actor=Actor(facilitator()), title="T", topic=topic(), language="en")
        text = "First line with *stress*.\n\nThe second line says more, and says more."
        return add_post(actor=Actor(person("Ada")), thread=thread, text=text, language="en")

    def cite(self, post, exact="says more", **options):
        return cite(Ref("discussions.post", post.pk), user=post.author, exact=exact, **options)

    def test_keeps_words_context_and_speaker(self, post):
        citation = self.cite(post, "with stress. The  second")
        assert citation.exact == "with stress.\nThe second"
        assert citation.prefix == "First line "
        assert citation.suffix.startswith(" line says more")
        assert (citation.speaker, citation.revision, citation.state) == ("Ada", 1, "current")

    def test_chooses_the_nearest_occurrence(self, post):
        first, last = self.cite(post, start=0), self.cite(post, start=10_000)
        assert first.start < last.start

    def test_follows_its_source(self, post):
        ref = Ref("discussions.post", post.pk)
        citation = self.cite(post)
        assert source_revised(ref, 2) == [citation]
        citation.refresh_from_db()
        assert (citation.state, citation.latest_revision) == ("changed", 2)
        assert source_revised(ref, 2) == []
        assert source_withdrawn(ref) == [citation]
        source_revised(ref, 3)
        citation.refresh_from_db()
        assert citation.state == "withdrawn"
        assert source_restored(ref) == [citation]
        citation.refresh_from_db()
        assert (citation.state, citation.latest_revision) == ("changed", 3)

    def test_tells_once_what_changed(self, post):
        ref = Ref("discussions.post", post.pk)
        self.cite(post)
        for _ in range(2):
            follow_source(ref, "withdrawn")
        assert EventRecord.objects.filter(name="citations.changed").count() == 1
        follow_source(ref, "restored")
        records = EventRecord.objects.filter(name="citations.changed").order_by("pk")
        assert [record.event.state for record in records] == ["withdrawn", "current"]

    def test_needs_a_source_that_one_sees_and_a_revision_that_there_is(self, post):
        for ref in (Ref("discussions.post", 0), Ref("discussions.thread", post.thread_id), Ref("nothing.known", 1)):
            with pytest.raises(LookupError):
                cite(ref, user=post.author, exact="x")
        with pytest.raises(LookupError):
            self.cite(post, revision=7)
