from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "ict4society.moderation"
    label = "moderation"
