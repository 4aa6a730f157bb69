"""How good the interview is: vignettes played against it, and figures with exact intervals. Fetches nothing."""
