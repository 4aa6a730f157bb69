"""A file taken in at one go, as the command line does it."""

import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO

from django.utils import timezone

from pharos.core.actor import Actor
from pharos.insurers import api as insurers
from pharos.policies.actions.importing import Outcome, carry_out
from pharos.policies.actions.preparing import Prepared, prepare
from pharos.policies.actions.sorting import sort_rows
from pharos.policies.models import ImportRun

Moved = Callable[[str, int, int], None]
"""Told of progress: the stage (`reading`, `checking`, `writing`), rows done, rows in all."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """A file and how it is to be taken in. `changes` override the insurer's saved mapping."""

    source: BinaryIO
    file_name: str
    insurer: insurers.Insurer | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    dry_run: bool = False
    allow_cancel: bool = False


@dataclass(frozen=True)
class Taken:
    """What was found in the file and what became of it."""

    prepared: Prepared
    outcome: Outcome


def import_file(request: Request, *, actor: Actor, now: datetime, moved: Moved | None = None) -> Taken:
    """Read, check and import (or rehearse) a file. Nothing of it is kept unless it is imported.

    Raises Objected with a file's or an import's objection; see `preparing.prepare` and `importing.carry_out`.
    """
    tell = moved or (lambda stage, done, total: None)
    prepared = prepare(
        request.source,
        insurer=request.insurer,
        changes=request.changes,
        today=timezone.localdate(now),
        moved=lambda done: tell("reading", done, 0),
    )
    total = prepared.digest.count
    rows = sort_rows(prepared, lambda done: tell("checking", done, total))
    tell("writing", 0, total)
    run = ImportRun(
        insurer=prepared.insurer,
        file_name=request.file_name[:200],
        sha256=sha256(request.source),
        size=request.source.seek(0, io.SEEK_END),
        actor=str(actor),
        started_at=now,
    )
    outcome = carry_out(rows, actor=actor, now=now, run=run, dry_run=request.dry_run, allow_cancel=request.allow_cancel)
    tell("writing", total, total)
    return Taken(prepared, outcome)


def sha256(source: BinaryIO) -> str:
    """Of the whole file, in pieces."""
    source.seek(0)
    digest = hashlib.sha256()
    while chunk := source.read(1 << 20):
        digest.update(chunk)
    return digest.hexdigest()
