"""Jobs of organisations."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from ict4society.foundation.mailer.send import send
from ict4society.foundation.tasks import periodic, task
from ict4society.organisations.invitation_links import invitation_path
from ict4society.organisations.models import Invitation
from ict4society.organisations.models.invitation import VALID_FOR


@task(name="organisations.mail_invitation", queue="mail")
def mail_invitation(invitation_id: int, language: str) -> None:
    """Send the link, unless the invitation was closed in the meantime. One job is deferred for each invitation."""
    invitation = Invitation.objects.open().select_related("organisation", "invited_by").filter(pk=invitation_id).first()
    if invitation is None:
        return
    context = {
        "organisation": invitation.organisation,
        "inviter": invitation.invited_by,
        "role": invitation.get_role_display(),
        "address": f"{settings.SITE_URL}{invitation_path(invitation)}",
        "days": VALID_FOR.days,
    }
    send(invitation.email, "organisations/mail/invitation", context, language)


@periodic(name="organisations.forget_invitations", cron="40 3 * * *")
def forget_invitations(timestamp: int) -> None:
    """Addresses of people who never joined are deleted with their invitations, a month after the link has ended."""
    Invitation.objects.filter(created_at__lt=timezone.now() - VALID_FOR - timedelta(days=30)).delete()
