"""The case: lifecycle, holds, promises with clocks, parties, notes."""
