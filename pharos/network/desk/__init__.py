"""The department's desk: destination requests worked into providers, the day's plan, what is covered and what is not."""
