"""What has happened, as frozen past-tense values: one module per room, no Django.

Payloads hold identifiers and codes that say nothing of a person's health; what was said or found is
reached through the id of its row. Fields are only ever added, with a default; a changed meaning is a new version.
"""
