"""What can go wrong with the database, said in one line a person can act on."""


class DatabaseFault(Exception):
    """The database cannot be had. The text names the cause and what to do; it holds no personal data."""
