"""How good the pre-check is: treatments with what an expert would say of each medicine, and every miss by name."""
