"""The desk of the department: requests worked into providers, the plan of the day, what is covered and what is not."""
