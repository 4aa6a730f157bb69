"""Screens of the mailroom: quarantine, mailboxes, letters as they came, files."""
