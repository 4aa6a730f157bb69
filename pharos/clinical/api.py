"""The door to the clinical room."""

from pharos.clinical.phrases import danger_codes, spot_danger

__all__ = ["danger_codes", "spot_danger"]
