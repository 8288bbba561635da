from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "ict4society.home"
    label = "home"
