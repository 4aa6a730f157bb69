"""The pre-check of a case, pure: whether the diagnosis fits, whether each medicine, test and hospital day is needed."""
