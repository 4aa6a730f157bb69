"""Pure rules of the case: values in, values and codes out; no clock, no database, no words."""
