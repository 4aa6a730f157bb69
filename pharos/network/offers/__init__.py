"""What the network hands to the frames of the site: the pick of a provider at a case, its line in the timeline."""
