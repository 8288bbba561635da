"""What a Markdown text will look like: a fragment for htmx, a page of its own without script."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from ict4society.foundation.policy import signed_in
from ict4society.foundation.richtext import render
from ict4society.foundation.ui.forms import MARKDOWN_LENGTH
from ict4society.foundation.ui.pages import page
from ict4society.foundation.ui.text import clean_text


@signed_in
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Render the form's field named by `preview_field`. Nothing is stored."""
    typed = request.POST.get(request.POST.get("preview_field", ""), "")[:MARKDOWN_LENGTH]
    try:
        html, refusal = render(clean_text(typed, multiline=True)), None
    except ValidationError as error:
        html, refusal = None, error.messages
    return page(request, "ui/preview.html", {"html": html, "refusal": refusal}, fragment="preview")
