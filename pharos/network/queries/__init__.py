"""Reads of the network: who can do what where, and what we know of a provider."""
