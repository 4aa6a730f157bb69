"""Cover asked about at the desk: from what people and the register say to a case, from a decision to questions."""
