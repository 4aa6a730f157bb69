"""Forms of the case: one for each act, and the two that correct its facts."""
