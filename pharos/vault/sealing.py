"""Sealing and opening bytes: AES-256-GCM (NIST SP 800-38D), a fresh 96-bit nonce each time.

The sealed form is `key id (16) | nonce (12) | ciphertext and tag`; the key id is authenticated with it. Data keys are
wrapped by a master key from the settings, so that a stolen database says nothing without that file.
"""

import os
import threading
import time
from collections import OrderedDict
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection

from pharos.vault.models import Key

NONCE, ID = 12, 16
KEEP_SECONDS, KEEP_KEYS = 60.0, 4096


class Unreadable(Exception):
    """Sealed bytes that do not open: the wrong master key, or bytes that were changed."""


_kept: OrderedDict[UUID, tuple[float, bytes | None]] = OrderedDict()
_lock = threading.Lock()


def new_key() -> Key:
    """Make and store a data key."""
    key, _ = prepare_key()
    key.save(force_insert=True)
    return key


def new_keys(count: int) -> list[Key]:
    """Many keys in one statement, for imports."""
    made = [prepare_key() for _ in range(count)]
    Key.objects.bulk_create([key for key, _ in made])
    return [key for key, _ in made]


def prepare_key() -> tuple[Key, bytes]:
    """A key not yet saved, and its data key; this process may seal with it before it is saved."""
    key, data, nonce = Key(), os.urandom(32), os.urandom(NONCE)
    key.wrapped = nonce + AESGCM(_master()).encrypt(nonce, data, key.id.bytes)
    _keep(key.id, data)
    return key, data


def seal(key_id: UUID, plain: bytes) -> bytes:
    """Raises Unreadable when the key is destroyed: nothing new can be said about somebody forgotten."""
    data = _data_key(key_id)
    if data is None:
        raise Unreadable(f"key {key_id} is destroyed")
    nonce = os.urandom(NONCE)
    return key_id.bytes + nonce + AESGCM(data).encrypt(nonce, plain, key_id.bytes)


def open_sealed(sealed: bytes) -> bytes | None:
    """The plain bytes, or None when their key has been destroyed. Raises Unreadable for changed bytes."""
    key_id = UUID(bytes=sealed[:ID])
    data = _data_key(key_id)
    if data is None:
        return None
    try:
        return AESGCM(data).decrypt(sealed[ID : ID + NONCE], sealed[ID + NONCE :], key_id.bytes)
    except InvalidTag as error:
        raise Unreadable(f"bytes sealed with key {key_id} do not open") from error


def warm(key_ids: set[UUID]) -> None:
    """Fetch many keys in one query before a list of sealed rows is read."""
    now = time.monotonic()
    with _lock:
        missing = [key_id for key_id in key_ids if key_id not in _kept or _kept[key_id][0] < now]
    if missing:
        with connection.cursor() as cursor:  # one parameter for thousands of keys, where `in` would have thousands
            cursor.execute(f"select id, wrapped from {Key._meta.db_table} where id = any(%s)", [missing])
            for key_id, wrapped in cursor.fetchall():
                _keep(key_id, _unwrap(key_id, wrapped))


def forget(key_id: UUID) -> None:
    """Drop a key from this process's memory."""
    with _lock:
        _kept.pop(key_id, None)


def _data_key(key_id: UUID) -> bytes | None:
    with _lock:
        kept = _kept.get(key_id)
    if kept and kept[0] > time.monotonic():
        return kept[1]
    wrapped = Key.objects.filter(pk=key_id).values_list("wrapped", flat=True).first()
    data = _unwrap(key_id, wrapped)
    _keep(key_id, data)
    return data


def _unwrap(key_id: UUID, wrapped: bytes | memoryview | None) -> bytes | None:
    if wrapped is None:
        return None
    try:
        return AESGCM(_master()).decrypt(bytes(wrapped[:NONCE]), bytes(wrapped[NONCE:]), key_id.bytes)
    except InvalidTag as error:
        raise Unreadable("the master key does not fit this database") from error


def _keep(key_id: UUID, data: bytes | None) -> None:
    with _lock:
        _kept[key_id] = (time.monotonic() + KEEP_SECONDS, data)
        _kept.move_to_end(key_id)
        while len(_kept) > KEEP_KEYS:
            _kept.popitem(last=False)


def _master() -> bytes:
    return bytes(settings.VAULT_MASTER_KEY)
