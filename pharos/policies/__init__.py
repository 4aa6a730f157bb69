"""The policy register: insurers' files read, policies and insured persons found, changes remembered."""
