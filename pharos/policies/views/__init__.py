"""Screens of the register: parse, authorise, ask, render."""
