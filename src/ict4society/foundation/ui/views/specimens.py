"""Every component in all its states, for the eye and for the accessibility and screenshot tests."""

from django.http import HttpRequest, HttpResponse

from ict4society.foundation.policy import public
from ict4society.foundation.ui.pages import page
from ict4society.foundation.ui.specimens import examples


@public
def specimens(request: HttpRequest) -> HttpResponse:
    """The page of specimens. Its forms carry tokens, so it has no tags: it is never kept in the page cache."""
    return page(request, "ui/specimens.html", examples())
