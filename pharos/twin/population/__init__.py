"""Who travels, where to, and what befalls them. Pure: a seed and a date in, the same people out."""
