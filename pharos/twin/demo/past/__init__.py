"""The days before: cases worked by the real actions, each at the moment it would have been."""

from pharos.twin.demo.past.living import live_through

__all__ = ["live_through"]
