"""Cover decided by a rule set: pure, exact, and able to say why. See docs/rule-sets.md and decision record 0030."""
