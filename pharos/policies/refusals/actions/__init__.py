"""What people do with refusals and with the insurer's approval; and what the system finds by itself."""
