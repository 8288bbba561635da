from django.apps import AppConfig


class KnowledgeMapConfig(AppConfig):
    name = "ict4society.knowledge_map"
    label = "knowledge_map"
