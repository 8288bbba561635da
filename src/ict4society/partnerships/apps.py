from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "ict4society.partnerships"
    label = "partnerships"
