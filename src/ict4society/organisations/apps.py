from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "ict4society.organisations"
    label = "organisations"
