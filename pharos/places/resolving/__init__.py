"""Resolving what a caller says: from a few typed letters, a misheard name or a whole sentence to places and doubts."""

from pharos.places.resolving.answering import answer, resolve

__all__ = ["answer", "resolve"]
