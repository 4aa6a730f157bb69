"""Refusals of cover: proposed, signed by a second person, reversed; and the insurer asked above our authority."""
