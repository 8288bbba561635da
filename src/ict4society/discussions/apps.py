from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    name = "ict4society.discussions"
    label = "discussions"
