"""Case tags with the installation's own secret."""

from django.conf import settings

from pharos.mailroom.rules.tags import Tags, find_tags, make_tag, tagged


def signed_tag(number: str) -> str:
    """The tag that proves a subject to be about this case."""
    return make_tag(number, settings.MAIL_SECRET)


def read_tags(subject: str) -> Tags:
    """Case numbers in a subject, proved and merely claimed."""
    return find_tags(subject, settings.MAIL_SECRET)


def tagged_subject(subject: str, number: str) -> str:
    """The subject with the case's tag, once."""
    return tagged(subject, number, settings.MAIL_SECRET)
