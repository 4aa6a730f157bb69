from django.apps import AppConfig


class ClinicalConfig(AppConfig):
    name = "pharos.clinical"
    label = "clinical"
