"""A notice in the author's list, and the way out of mails."""

from __future__ import annotations

from ict4society.foundation.subjects import Ref
from ict4society.notifications.models import Notification
from ict4society.notifications.unsubscribing import Way, make_token
from tests.promises.world import Private, Samples, World

ANSWERS = """
notifications:read_all             GET  405
notifications:read_all             POST 302
notifications:preferences          POST 302
notifications:change_attention     GET  405
notifications:change_attention     POST 302
notifications:unsubscribe          POST 200
notifications:notification         GET  404 author 302
notifications:read                 GET  405
notifications:read                 POST 404 author 302
"""


def make(world: World) -> Samples:
    """The thread is what is followed."""
    from tests.jobs import run_jobs

    run_jobs()
    ref = Ref("discussions.thread", world.made["thread"].pk)
    note = Notification.objects.filter(user=world.people["author"]).latest("pk")
    Notification.objects.filter(pk=note.pk).update(text="Xtold only one")
    return Samples(
        ANSWERS,
        parameters={
            "kind": ref.kind,
            "object_id": ref.id,
            "notification_id": note.pk,
            "token": make_token(Way(world.people["author"].pk, ref)),
        },
        bodies={"notifications:change_attention": {"ref": str(ref), "attention": "following"}},
        private=[
            Private(
                "another's notification",
                "Xtold",
                ("author",),
                "notifications/<int:notification_id>/",
                {"notification_id": note.pk},
                {"notification_id": 987654321},
            )
        ],
    )
