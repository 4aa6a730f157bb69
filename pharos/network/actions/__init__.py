"""Use cases of the network: lists taken in, providers kept, the index of supply, choices in a case, gaps."""
