"""Screens of refusals: what waits, one refusal, proposing, who is on call, the insurer's approval."""
