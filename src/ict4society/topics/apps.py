from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "ict4society.topics"
    label = "topics"
