from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    name = "ict4society.commitments"
    label = "commitments"

    def ready(self) -> None:
        from ict4society.commitments import citable, listeners, mails, panels, policies, search  # noqa: F401
        from ict4society.commitments.actions import hide
        from ict4society.commitments.models import Commitment, JointCommitment, Update
        from ict4society.foundation.subjects import SubjectType, register
        from ict4society.foundation.ui import navigation
        from ict4society.organisations import panel_register as organisation_panels
        from ict4society.topics import panel_register as topic_panels

        register(
            SubjectType(
                kind="commitments.commitment",
                model=Commitment,
                label=_("Commitment"),
                visible_to=policies.commitments_visible_to,
                title=str,
                url=Commitment.get_absolute_url,
                document=search.commitment_document,
                citable=citable.commitment_passage,
                hide=hide.hide_commitment,
                restore=hide.restore_commitment,
                made_from=("commitments.joint",),
                uses_of=citable.commitments_made_from,
                followable=True,
            )
        )
        register(
            SubjectType(
                kind="commitments.update",
                model=Update,
                label=_("Progress of a commitment"),
                visible_to=policies.updates_visible_to,
                title=lambda update: f"{update.commitment.title}, {update.year}",
                url=lambda update: f"{update.commitment.get_absolute_url()}#update-{update.pk}",
                citable=citable.update_passage,
                related=("commitment",),
            )
        )
        register(
            SubjectType(
                kind="commitments.joint",
                model=JointCommitment,
                label=_("Joint commitment"),
                visible_to=policies.joints_visible_to,
                title=str,
                url=JointCommitment.get_absolute_url,
                document=search.joint_document,
                hide=hide.hide_joint,
                restore=hide.restore_joint,
                followable=True,
            )
        )
        topic_panels.register_panel("commitments", 45, panels.topic_panel)
        organisation_panels.register_panel("commitments", 45, panels.organisation_panel)
        navigation.register(navigation.Entry("enterprises", _("Commitments"), "commitments:index", 30))
