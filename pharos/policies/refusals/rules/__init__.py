"""What may become of a refusal, whom it waits for, and what a new decision changes of it. Pure."""
