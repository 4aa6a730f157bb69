from django.apps import AppConfig


class MedicalConfig(AppConfig):
    name = "pharos.medical"
    label = "medical"
