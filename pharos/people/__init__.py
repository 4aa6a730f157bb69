"""Staff, departments, roles and what each may do."""
