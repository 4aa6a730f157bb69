from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "pharos.cases"
    label = "cases"
    verbose_name = "Cases"
