"""The door for letters: SMTP, LMTP, IMAP. It stores and acknowledges; reading is somebody else's work."""
