"""Lists of clinics as rows of text, whatever file they come in."""
