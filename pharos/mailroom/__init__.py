"""Mailboxes, raw letters, parsing, threads, outbox, attachments. Knows nothing of cases."""
