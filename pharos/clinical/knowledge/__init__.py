"""The knowledge base: authored files read strictly into frozen values, linked, checked and counted."""
