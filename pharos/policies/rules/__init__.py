"""Pure decisions of the register: what a heading means, what a cell says, whether a policy is the one asked for."""
