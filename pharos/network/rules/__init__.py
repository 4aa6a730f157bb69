"""Pure rules of the network: what a row of somebody's list of clinics says, and what is wrong with it."""
