from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "pharos.vault"
    label = "vault"
    verbose_name = "Vault"
