"""Routes of the look itself: preferences that need no account, the preview of Markdown, the specimens."""

from django.urls import path

from ict4society.foundation.ui.views.language import choose_language
from ict4society.foundation.ui.views.preview import preview
from ict4society.foundation.ui.views.specimens import specimens
from ict4society.foundation.ui.views.theme import choose_theme

app_name = "ui"
urlpatterns = [
    path("preferences/theme/", choose_theme, name="theme"),
    path("preferences/language/", choose_language, name="language"),
    path("preview/", preview, name="preview"),
    path("specimens/", specimens, name="specimens"),
]
