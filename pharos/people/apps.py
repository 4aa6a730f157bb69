from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "pharos.people"
    label = "people"
    verbose_name = "People"
