"""Jobs of consultations."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation

from ict4society.accounts.models import User
from ict4society.consultations import outcome_tasks  # noqa: F401 — declares its jobs
from ict4society.consultations.actions.move_stage import move_due_stages, remind_of_closing
from ict4society.consultations.addresses import contribution_url
from ict4society.consultations.answering.read import readable
from ict4society.consultations.models import Contribution
from ict4society.foundation.mailer.send import send
from ict4society.foundation.tasks import periodic, task


@periodic(name="consultations.move_due_stages", cron="* * * * *")
def move_due(timestamp: int) -> None:
    """Announce, open and close at their dates; tell once of what closes soon."""
    move_due_stages()
    remind_of_closing()


@task(name="consultations.mail_receipt", queue="mail")
def mail_receipt(contribution_id: int, revision: int, user_id: int) -> None:
    """The receipt with a full copy of what was submitted in that revision. One job is deferred for each revision."""
    contribution = Contribution.objects.select_related("consultation", "on_behalf_of").get(pk=contribution_id)
    kept = contribution.revisions.filter(number=revision).first()
    person = User.objects.filter(pk=user_id, is_active=True).first()
    if kept is None or person is None:
        return
    with translation.override(person.language):
        answers = [
            {"label": f"{number}. {question.label}", "lines": readable(question, kept.answers[question.key])}
            for number, question in enumerate(contribution.consultation.questions.all(), start=1)
            if question.key in kept.answers
        ]
        context = {
            "contribution": contribution,
            "title": contribution.consultation.title,
            "organisation": contribution.on_behalf_of.name if contribution.on_behalf_of else "",
            "visibility": str(contribution.get_visibility_display()),
            "submitted_at": kept.submitted_at,
            "revision": revision,
            "answers": answers,
            "address": f"{settings.SITE_URL}{contribution_url(contribution)}",
        }
        send(person.email, "consultations/mail/receipt", context, person.language)
