"""Screens and machine addresses of the contact room: parse, ask, render."""
