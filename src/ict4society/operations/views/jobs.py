"""Jobs that have used up their attempts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Refused, allowed
from ict4society.foundation.tasks.health import failed_jobs, queue_health
from ict4society.foundation.ui.pages import page
from ict4society.operations.actions.retry_job import retry_job


@require_safe
@allowed("operations.retry_job")
def jobs(request: HttpRequest) -> HttpResponse:
    """The latest failed ones, and the state of the queue."""
    return page(request, "operations/jobs.html", {"jobs": failed_jobs(), "queue": queue_health()})


@require_POST
@allowed("operations.retry_job")
def retry(request: HttpRequest, job_id: int) -> HttpResponse:
    """Run one once more."""
    try:
        retry_job(actor=Actor(request.user), job_id=job_id)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The job is in the queue again."))
    return redirect(reverse("operations:jobs"))
