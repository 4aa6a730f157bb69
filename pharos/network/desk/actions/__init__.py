"""Use cases of the desk. Each runs in one transaction and records what happened."""
