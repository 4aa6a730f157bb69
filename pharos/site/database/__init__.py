"""The embedded PostgreSQL server, its roles and grants, and the connections the rooms use."""
