"""What is done in the contact room: each function is one transaction and records what happened."""
