"""Simulated travellers, the demonstration's world, and the night shift that moves."""
