"""The interview over lines of JSON: for programs, trials and whoever plays the caller. Needs no database."""
