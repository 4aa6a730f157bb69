"""The decision: bit masks over rows, Kleene logic, every completion of what is unknown, exact money."""
