"""The bench world: a million cases of three seasons, 4 % of them open, written in bulk with the journal's chain whole.

It is written through COPY as the superuser, past triggers and row security, because a million cases through the real
actions would take a night; what it writes is what the actions would have written, and `journal verify` must agree.
"""
