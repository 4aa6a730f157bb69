"""Screens of rule sets: parse, authorise, ask, render."""
