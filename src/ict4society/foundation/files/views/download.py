"""Hand out a file."""

from __future__ import annotations

import uuid

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from ict4society.foundation.files.access import may_download
from ict4society.foundation.files.models import StoredFile
from ict4society.foundation.policy import public

SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"


@public
@require_safe
def download(request: HttpRequest, key: uuid.UUID, name: str) -> HttpResponseBase:
    """The bytes, always to be saved and never to be run in a page of ours. One 404 for unknown and for not allowed."""
    file = StoredFile.objects.defer("text").filter(key=key).first()
    if file is None or not may_download(request.user, file):
        raise Http404
    etag = f'"{file.sha256}"'
    if request.headers.get("If-None-Match") == etag:
        answer: HttpResponseBase = HttpResponseNotModified()
    else:
        try:
            content = default_storage.open(file.path)
        except FileNotFoundError as error:
            raise Http404 from error
        answer = FileResponse(content, as_attachment=True, filename=file.name, content_type=file.media_type)
        answer["Content-Length"] = str(file.size)
    answer["ETag"] = etag
    # Asked again each time: it may have been hidden or withdrawn meanwhile.
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Content-Security-Policy"] = SANDBOX
    return answer
