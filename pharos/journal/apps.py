from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "pharos.journal"
    label = "journal"
    verbose_name = "Journal"
