"""The look as a Django app: its templates and static files."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "ict4society.foundation.ui"
    label = "ui"
