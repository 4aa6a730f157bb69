"""Pharos: the operating platform of a travel-medical assistance company."""

__version__ = "0.1.0"
