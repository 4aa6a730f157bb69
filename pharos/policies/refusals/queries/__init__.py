"""Refusals read: as they stand, who may sign them, what the insurer was asked."""
