"""Whether a substance is safe for this person, in this dose, beside the others. Each rule returns problems."""
