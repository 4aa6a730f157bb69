"""The caller's own words: which findings they may mean. Suggestions only; they count once confirmed."""
