"""What the pages cost, with one and with many; what visitors' caches may keep."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.test import Client

from ict4society.consultations.models import Comment, CommentRevision, Contribution, Paragraph
from ict4society.foundation.actors import Actor
from tests.consultations.scene import Scene, build
from tests.people import factory

pytestmark = pytest.mark.django_db
MEMBER, VISITOR = 12, 8
WORDS = "The community says in its own words what responsible technology means, and a platform keeps what was said. "


def crowded(paragraphs: int, comments: int) -> Scene:
    """A text of so many paragraphs with so many comments."""
    text = "\n\n".join(
        f"# Section {number}\n\nNumber {number}. " + WORDS * 4 if number % 10 == 1 else f"Number {number}. " + WORDS * 4
        for number in range(1, paragraphs + 1)
    )
    scene = build(text=text)
    keys = list(Paragraph.objects.filter(version__language="en", kind="paragraph"))
    voices = [
        Contribution(consultation=scene.consultation, number=number, author=factory.person(), comment_count=1)
        for number in range(1, 11)
    ]
    Contribution.objects.bulk_create(voices)
    rows = [
        Comment(
            consultation=scene.consultation,
            contribution=voices[number % 10],
            number=number,
            paragraph=keys[number % len(keys)],
            paragraph_key=keys[number % len(keys)].key,
            text="I see it otherwise.",
            html="<p>I see it otherwise.</p>",
            group="citizens",
        )
        for number in range(1, comments + 1)
    ]
    Comment.objects.bulk_create(rows)
    CommentRevision.objects.bulk_create(
        [CommentRevision(comment=row, number=1, text=row.text, html=row.html) for row in rows]
    )
    return scene


@pytest.mark.parametrize(("paragraphs", "comments"), [(3, 3), (300, 3000)])
def test_a_long_text_with_many_comments_stays_light(
    paragraphs: int, comments: int, django_assert_max_num_queries: Any
) -> None:
    scene = crowded(paragraphs, comments)
    member = Client()
    member.force_login(factory.person())
    for client, most in ((Client(), VISITOR), (member, MEMBER)):
        client.get("/consultations/")  # compiles templates, begins the session
        for path in ("", "text/1/en/?page=2", "text/1/en/p2/", "contributions/"):
            with django_assert_max_num_queries(most):
                page = client.get(scene.address + path)
            assert page.status_code == 200
            assert len(gzip.compress(page.content)) <= 30_000, path
    first = member.get(scene.address).text
    assert ("Page 1 of" in first) == (paragraphs == 300)
    # Every paragraph has an address that leads to it, on whichever page it stands.
    last = Paragraph.objects.filter(version__language="en", kind="paragraph").order_by("position").last()
    assert last is not None
    there = member.get(f"{scene.address}text/1/en/{last.key}/place/")["Location"]
    assert f'id="{last.key}"' in member.get(there).text


@pytest.mark.parametrize("number", [1, 25])
def test_lists_cost_the_same_with_one_and_with_many(number: int, django_assert_max_num_queries: Any) -> None:
    scene = build()
    for _each in range(number):
        person = factory.person()
        scene.submit(Actor(person), motto="Go")
    member = Client()
    member.force_login(factory.person())
    member.get(scene.address)
    for path in ("/consultations/", f"{scene.address}contributions/", f"{scene.address}contributions/1/"):
        with django_assert_max_num_queries(MEMBER):
            assert member.get(path).status_code == 200
    staff = Client()
    staff.force_login(scene.staff)
    staff.get(scene.address)
    with django_assert_max_num_queries(24):
        assert staff.get(f"{scene.address}manage/").status_code == 200


def test_visitors_pages_may_be_kept_and_never_hold_a_form() -> None:
    scene = build()
    scene.comment(Actor(factory.person()))
    visitor = Client()
    for path in ("", "text/1/en/p1/", "contributions/", "comments/1/"):
        page = visitor.get(scene.address + path)
        assert f"consultation:{scene.consultation.pk}" in page.page_tags  # type: ignore[attr-defined]
        assert not page.cookies
        assert "csrfmiddlewaretoken" not in page.text


def test_the_feed_tells_the_stage() -> None:
    scene = build()
    feed = Client().get("/consultations/feed/").text
    assert "A platform for the community (open)" in feed
    assert scene.address in feed


@pytest.mark.parametrize(
    "path",
    [
        "?page=-1",
        "?page=99999999999999999999",
        "?page=%00",
        "?language=%3Cscript%3E",
        "?beside=xx",
        "text/0/en/",
        "text/99999999999/en/",
        "text/1/xx/",
        "text/1/en/p999/",
        "text/1/en/p1/?page=x&exact=%00&start=99999999999999999999&kind=%3Cb%3E",
        "comments/99999999999999999999/",
        "contributions/0/",
        "contributions/?group=%3Cb%3E&page=0",
        "contribute/for/99999999999999999999/",
    ],
)
def test_addresses_that_make_no_sense(path: str) -> None:
    scene = build()
    member = Client()
    member.force_login(factory.person())
    for client in (Client(), member):
        assert client.get(scene.address + path).status_code in (200, 302, 404, 422)
