from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscussionsConfig(AppConfig):
    name = "ict4society.discussions"
    label = "discussions"

    def ready(self) -> None:
        from django.urls import reverse

        from ict4society.discussions import citable, listeners, mails, panels, policies, search  # noqa: F401
        from ict4society.discussions.actions.hide_post import hide_post, restore_post
        from ict4society.discussions.actions.hide_thread import hide_thread, restore_thread
        from ict4society.discussions.actions.touch import refresh_thread
        from ict4society.discussions.models import Post, Thread
        from ict4society.foundation.subjects import SubjectType, register
        from ict4society.foundation.ui import navigation
        from ict4society.topics.panels import register_panel

        register(
            SubjectType(
                kind="discussions.thread",
                model=Thread,
                label=_("Thread"),
                visible_to=policies.threads_visible_to,
                title=lambda thread: thread.title,
                url=lambda thread: reverse("discussions:thread", args=[thread.pk]),
                document=search.thread_document,
                hide=lambda thread, actor, reason: hide_thread(actor=actor, thread=thread, reason=reason),
                restore=lambda thread, actor, reason: restore_thread(actor=actor, thread=thread, reason=reason),
                followable=True,
                refresh=refresh_thread,
            )
        )
        register(
            SubjectType(
                kind="discussions.post",
                model=Post,
                label=_("Post"),
                visible_to=policies.posts_visible_to,
                title=search.post_title,
                url=lambda post: reverse("discussions:post", args=[post.pk]),
                document=search.post_document,
                citable=citable.post_passage,
                hide=lambda post, actor, reason: hide_post(actor=actor, post=post, reason=reason),
                restore=lambda post, actor, reason: restore_post(actor=actor, post=post, reason=reason),
                made_from=("discussions.thread",),
                uses_of=citable.posts_used,
                related=("thread", "author", "on_behalf_of"),
            )
        )
        register_panel("discussions", 20, panels.threads_panel)
        navigation.register(navigation.Entry("main", _("Discussions"), "discussions:index", order=20))
