"""Screens of the desk: parse, authorise, call one action or query, draw."""
