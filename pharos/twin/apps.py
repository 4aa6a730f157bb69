from django.apps import AppConfig


class TwinConfig(AppConfig):
    name = "pharos.twin"
    label = "twin"
    verbose_name = "Twin"
