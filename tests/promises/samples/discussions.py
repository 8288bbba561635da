"""A thread with posts, a concluded one, a hidden one, a hidden post."""

from __future__ import annotations

from ict4society.discussions.actions.add_post import add_post
from ict4society.discussions.actions.conclude_thread import conclude_thread
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.foundation.subjects import Ref
from ict4society.moderation.actions.decide_subject import decide_subject
from ict4society.moderation.states import DecisionAction
from tests.promises.world import Private, Samples, World

ANSWERS = """
discussions:new                    POST 303
discussions:post                   GET  302
discussions:post_edit              GET  403 author 200
discussions:post_edit              POST 403 author 303
discussions:post_withdraw          GET  403 author 200
discussions:post_withdraw          POST 403 author 303
discussions:reply                  POST 303
discussions:edit                   GET  403 facilitator 200
discussions:edit                   POST 403 facilitator 303
discussions:summary_edit           GET  403 facilitator 200
discussions:summary_edit           POST 403 facilitator 303
discussions:conclude               GET  403 facilitator 200
discussions:conclude               POST 403 facilitator 303
discussions:reopen                 GET  403 facilitator 200
discussions:reopen                 POST 403 facilitator 303
"""
HOLDERS = {"discussions.open_thread": "facilitator"}
POST = "Figures **without** their method are useless to anyone who wants to compare."


def make(world: World) -> Samples:
    """The author writes; the representative answers for Nordlys; what is hidden was the author's."""
    boss, author, moderator = world.actor("facilitator"), world.actor("author"), world.actor("moderator")

    def opened(title: str, introduction: str = "Say how."):
        return open_thread(actor=boss, title=title, topic=world.issue, introduction=introduction, language="en")

    thread = opened("How do you measure the energy of a service?")
    post = add_post(actor=author, thread=thread, text=POST, language="en")
    reply = add_post(
        actor=world.actor("representative", world.organisation), thread=thread, text="We agree.", parent=post
    )
    concluded = opened("What a promise is worth")
    conclude_thread(actor=boss, thread=concluded, text="It is worth what it costs.")
    hidden_thread = opened("Xconcealed thread")
    hidden_post = add_post(actor=author, thread=thread, text="Xinsult and more", language="en")
    refs = Ref("discussions.thread", hidden_thread.pk), Ref("discussions.post", hidden_post.pk)
    for ref in refs:
        decide_subject(actor=moderator, ref=ref, action=DecisionAction.HIDE, reason="Rude.")
    world.made |= {"thread": thread, "post": post, "reply": reply}
    in_post = {"pk": post.pk}
    return Samples(
        ANSWERS,
        HOLDERS,
        parameters={"pk": thread.pk, "slug": world.issue.slug},
        routes={
            **{f"discussions:post{suffix}": in_post for suffix in ("", "_edit", "_history", "_withdraw")},
            "discussions:reopen": {"pk": concluded.pk},
        },
        private=[
            Private(
                "a hidden thread",
                "Xconcealed",
                ("moderator", "operator"),
                "discussions/<int:pk>/",
                {"pk": hidden_thread.pk},
                {"pk": 987654321},
                ref=refs[0],
                api="/api/v1/discussions/threads/{thread_id}",
            ),
            Private(
                "a hidden post",
                "Xinsult",
                ("author", "moderator", "operator"),
                "discussions/posts/<int:pk>/",
                {"pk": hidden_post.pk},
                {"pk": 987654321},
                ref=refs[1],
                api="/api/v1/discussions/posts/{post_id}",
            ),
        ],
        api={"thread_id": thread.pk, "post_id": post.pk},
    )
