from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "ict4society.practices"
    label = "practices"
