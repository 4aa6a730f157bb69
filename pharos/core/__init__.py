"""Plain values every room speaks in: no Django, no database, no clock of its own."""
