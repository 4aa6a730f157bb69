from django.apps import AppConfig


class InsurersConfig(AppConfig):
    name = "pharos.insurers"
    label = "insurers"
    default_auto_field = "django.db.models.BigAutoField"
