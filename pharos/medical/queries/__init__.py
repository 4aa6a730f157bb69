"""What is read of reviews: frozen rows, each for one page."""
