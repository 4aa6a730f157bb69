"""The symptom interview as pure decisions: what is asked next, what is thought, how soon somebody must act, and why."""
