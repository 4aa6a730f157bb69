"""Screens of providers."""
