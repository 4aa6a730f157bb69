"""What is done in the Medical Department: each function is one transaction and records what happened."""
