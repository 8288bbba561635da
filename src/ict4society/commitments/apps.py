from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "ict4society.commitments"
    label = "commitments"
