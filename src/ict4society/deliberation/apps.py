from django.apps import AppConfig


class DeliberationConfig(AppConfig):
    name = "ict4society.deliberation"
    label = "deliberation"
