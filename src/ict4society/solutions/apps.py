from django.apps import AppConfig


class SolutionsConfig(AppConfig):
    name = "ict4society.solutions"
    label = "solutions"
