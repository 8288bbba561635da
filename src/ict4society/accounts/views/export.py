"""Take one's data away."""

from __future__ import annotations

import json

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ict4society.accounts.export import export_person
from ict4society.accounts.models import User
from ict4society.foundation.policy import signed_in


@signed_in
@require_safe
@reauthentication_required
@never_cache
def export(request: HttpRequest) -> HttpResponse:
    """One JSON file with everything kept about the person."""
    person = User.objects.get(pk=request.user.pk or 0)
    text = json.dumps(export_person(person), ensure_ascii=False, indent=2)
    name = f"ict4society-{timezone.now():%Y-%m-%d}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)
