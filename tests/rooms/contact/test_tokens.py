"""Tokens of telephone systems from the command line."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from pharos.contact.models import CallToken
from pharos.contact.queries.tokens import token_name

pytestmark = pytest.mark.django_db


def run(*words):
    out = StringIO()
    call_command("calls_token", *words, stdout=out)
    return out.getvalue().strip()


def test_a_token_is_printed_once_and_kept_only_as_a_hash():
    token = run("switchboard")
    assert token_name(token) == "switchboard"
    assert token not in str(CallToken.objects.values())


def test_a_new_token_replaces_the_old_one_of_the_name():
    old, new = run("switchboard"), run("switchboard")
    assert (token_name(old), token_name(new)) == (None, "switchboard")


def test_a_revoked_token_is_refused_and_revoking_nothing_is_said():
    token = run("switchboard")
    run("switchboard", "--revoke")
    assert token_name(token) is None
    with pytest.raises(CommandError, match="elsewhere"):
        run("elsewhere", "--revoke")
