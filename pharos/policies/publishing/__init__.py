"""Wordings on their way: uploaded, checked, tried on past cases, published; and read in the browser."""
