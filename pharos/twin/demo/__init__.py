"""The demonstration's world: marked, filled, and given a past."""
