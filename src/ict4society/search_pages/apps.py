from django.apps import AppConfig


class SearchPagesConfig(AppConfig):
    name = "ict4society.search_pages"
    label = "search_pages"
