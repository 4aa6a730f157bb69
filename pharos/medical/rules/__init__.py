"""Pure rules of the review: what may be done with it, who is drawn twice, how far two doctors agree."""
