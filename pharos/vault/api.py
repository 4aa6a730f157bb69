"""The vault's door."""

from pharos.vault.actions import destroy
from pharos.vault.fields import Erased, SealedBinaryField, SealedTextField, key_field
from pharos.vault.models import Key
from pharos.vault.sealing import Unreadable, new_key, new_keys, open_sealed, prepare_key, seal, warm

__all__ = [
    "Erased", "Key", "SealedBinaryField", "SealedTextField", "Unreadable", "destroy", "key_field", "new_key",
    "new_keys", "open_sealed", "prepare_key", "seal", "warm",
]  # fmt: skip
