"""The spine: what happened, in order, unchangeable, and delivered to whoever listens. No business in here."""
