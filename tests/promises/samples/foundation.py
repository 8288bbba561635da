"""Mails, trails and files."""

from __future__ import annotations

from uuid import UUID

from tests.promises.world import Samples, World

ANSWERS = """
ui:theme                           GET  405
ui:theme                           POST 302
ui:language                        GET  405
ui:language                        POST 302
ui:preview                         GET  405
ui:preview                         POST 200
ui:specimens                       POST 200
files:download                     GET  404
mailer:mailbox                     GET  404
mailer:mail                        GET  404
"""


def make(world: World) -> Samples:
    """The trail of a topic; a mail and a file that there are not (these have tests of their own)."""
    return Samples(
        ANSWERS,
        routes={"files:download": {"key": UUID(int=1), "name": "nothing.pdf"}},
        parameters={"kind": "topics.topic", "object_id": world.issue.pk, "name": "nothing"},
        bodies={"ui:theme": {"theme": "dark"}, "ui:language": {"language": "fr"}, "ui:preview": {"text": "**x**"}},
    )
