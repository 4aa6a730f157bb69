"""Conversations: every letter and call is filed in one, recognised as far as it can be, and lost never."""
