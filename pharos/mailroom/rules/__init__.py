"""The mailroom's decisions: pure, without clock, database or settings."""
