"""Template tags every room may load: `{% load pharos %}`."""
