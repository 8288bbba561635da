from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "ict4society.topics"
    label = "topics"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from ict4society.accounts.export import register_export
        from ict4society.accounts.known import register_known
        from ict4society.accounts.policies import shown_to_operators
        from ict4society.accounts.profile_panels import register_profile_panel
        from ict4society.foundation.subjects import SubjectType, register
        from ict4society.foundation.ui import navigation
        from ict4society.topics import listeners, mails, policies, queries  # noqa: F401
        from ict4society.topics.models import Topic
        from ict4society.topics.profile import facilitates_panel
        from ict4society.topics.search import topic_document

        register(
            SubjectType(
                kind="topics.topic",
                model=Topic,
                label=_("Topic"),
                visible_to=policies.topics_visible_to,
                title=str,
                url=Topic.get_absolute_url,
                language=lambda topic: "",
                author_id=lambda topic: None,
                document=topic_document,
                followable=True,
            )
        )
        register_known("_facilitated_topics", queries.APPOINTMENTS, queries.appointed_topics)
        register_profile_panel("topics", 20, facilitates_panel)
        register_export("topics_followed", lambda user: [topic.slug for topic in queries.followed_topics(user)])
        navigation.register(
            navigation.Entry("main", _("Topics"), "topics:index", 70),
            navigation.Entry("account", _("Topics that I follow"), "topics:followed", 30, "bell", navigation.signed_in),
            navigation.Entry("account", _("Facilitators"), "topics:facilitators", 81, "person", shown_to_operators),
        )
