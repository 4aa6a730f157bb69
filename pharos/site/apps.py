from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "pharos.site"
    label = "site"
    verbose_name = "Site"

    def ready(self) -> None:
        from pharos.journal.api import subscribe
        from pharos.site.database import checks  # noqa: F401  (registers them)
        from pharos.site.subscriptions import SUBSCRIPTIONS

        subscribe(SUBSCRIPTIONS)
