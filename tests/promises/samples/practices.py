"""Practices: recognised by its peers, in review, a draft with a file, hidden; a hidden review and adoption."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from ict4society.foundation.actors import Actor
from ict4society.foundation.subjects import Ref
from ict4society.moderation.actions.decide_subject import decide_subject
from ict4society.moderation.states import DecisionAction
from ict4society.practices.actions.adopt import adopt_practice
from ict4society.practices.actions.content import PracticeContent
from ict4society.practices.actions.draft import draft_practice
from ict4society.practices.actions.evidence import add_file
from ict4society.practices.actions.review import review_practice
from ict4society.practices.actions.submit import submit_practice
from ict4society.practices.models import Practice, Review
from ict4society.practices.states import CRITERIA
from tests.promises.world import Private, Samples, World, private_file

ANSWERS = """
practices:edit                     GET  403 representative 200
practices:files                    GET  403 representative 200
practices:remove_file              GET  404 representative 303
practices:submit                   GET  403 representative 200
practices:withdraw                 GET  403 representative 200
practices:review                   GET  200 other 403
practices:adopt                    GET  200 other 403
practices:write                    POST 403 representative 303 other 422
practices:edit                     POST 422 representative 303
practices:files                    POST 422
practices:remove_file              POST 404 representative 303
practices:submit                   POST 422 representative 303
practices:withdraw                 POST 422 representative 303
practices:review                   POST 422 representative 303
practices:adopt                    POST 422 representative 303
"""
LONG_ENOUGH = "The figures are measured against the year before, and the method can be repeated."


def make(world: World) -> Samples:
    """Nordlys has all but one, which it can review; the author and Open Repair Forum judge."""
    ours = world.actor("representative", world.organisation)
    theirs = world.actor("other", world.other_organisation)
    author = world.actor("author")

    def drafted(title: str, actor: Actor = ours) -> Practice:
        return draft_practice(actor=actor, content=_content(world, title))

    def submitted(title: str, actor: Actor = ours) -> Practice:
        return submit_practice(actor=actor, practice=drafted(title, actor))

    recognised, hidden = submitted("Phones come back"), submitted("Xunseemly practice")
    waiting, draft = submitted("Cafés mend what breaks", theirs), drafted("Xunripe practice")
    upload = SimpleUploadedFile("Xfigures.txt", b"What came back, and when.", "text/plain")
    file = add_file(actor=ours, practice=draft, upload=upload)
    _judge(recognised, theirs, "We repeated it, and the figures hold.")
    review = _judge(recognised, author, "Xscathing words, though the figures hold.")
    adoption = adopt_practice(actor=theirs, practice=recognised, done="Xvain words on what we did.")
    for kind, pk in (("practice", hidden.pk), ("review", review.pk), ("adoption", adoption.pk)):
        ref = Ref(f"practices.{kind}", pk)
        decide_subject(actor=world.actor("moderator"), ref=ref, action=DecisionAction.HIDE, reason="Rude.")
    acting, topic = str(world.organisation.pk), str(world.issue.pk)
    return Samples(
        ANSWERS,
        parameters={"pk": recognised.pk, "key": file.key},
        routes={
            "practices:review": {"pk": waiting.pk},
            "practices:adopt": {"pk": waiting.pk},
            "practices:remove_file": {"pk": draft.pk},
        },
        bodies={
            "practices:write": {"acting_as": acting, "topic": topic},
            "practices:adopt": {"acting_as": acting},
            "practices:review": {
                "acting_as": acting,
                "reason": LONG_ENOUGH,
                **{f"mark_{name}": "met" for name in CRITERIA},
            },
        },
        private=[
            _private("a draft practice", "Xunripe", "representative", draft.pk),
            _private("a hidden practice", "Xunseemly", "representative moderator operator", hidden.pk),
            Private(
                "a hidden review of a practice",
                "Xscathing",
                ("author", "moderator", "operator"),
                ref=Ref("practices.review", review.pk),
            ),
            Private(
                "a hidden adoption of a practice",
                "Xvain",
                ("other", "moderator", "operator"),
                ref=Ref("practices.adoption", adoption.pk),
            ),
            private_file("the file of a draft practice", ("representative",), file),
        ],
        api={"practice_id": recognised.pk},
    )


def _content(world: World, title: str) -> PracticeContent:
    return PracticeContent(
        title=title,
        summary="We take phones back and repair every second one.",
        topic=world.issue,
        problem="Nobody knew where **old phones** went.",
        approach="A deposit of 20 euro.",
        results="51 % came back in 2025, from 12 % in 2023.",
        transfer="A warehouse, two people.",
        language="en",
    )


def _judge(practice: Practice, actor: Actor, reason: str) -> Review:
    return review_practice(
        actor=actor,
        practice=practice,
        verdict="recognise",
        marks=dict.fromkeys(CRITERIA, "met"),
        reason=reason,
        revision=practice.revision,
    )


def _private(what: str, marker: str, seen_by: str, pk: int) -> Private:
    return Private(
        what,
        marker,
        tuple(seen_by.split()),
        "practices/<int:pk>/",
        {"pk": pk},
        {"pk": 987654321},
        ref=Ref("practices.practice", pk),
        api="/api/v1/practices/practices/{practice_id}",
    )
