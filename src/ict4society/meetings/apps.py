from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "ict4society.meetings"
    label = "meetings"
