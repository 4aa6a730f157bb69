"""A write is done once per key, however often it is asked for."""

import threading
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.test.client import encode_multipart
from django.utils import timezone

from pharos.journal import api as journal
from pharos.journal.models import DoneRequest, Progress
from tests.cast import ANNA, OLEG, hire

pytestmark = pytest.mark.django_db(transaction=True)


@journal.once
def view(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    if request.POST.get("title") == "bad":
        Progress.objects.create(kind="bad", actor="", started_at=now, moved_at=now)
        return HttpResponse("say more", status=422)
    Progress.objects.create(kind="done", actor="", started_at=now, moved_at=now)
    return HttpResponse(status=303, headers={"Location": "/cases/1/"})


def post(rf, key="k1", person=ANNA, **fields):
    request = rf.post("/somewhere/", {"request_key": key, **fields})
    request.user = hire(person) if person else AnonymousUser()
    return view(request)


def done() -> int:
    return Progress.objects.filter(kind="done").count()


def test_a_lost_answer_asked_for_again_is_the_same_answer(rf):
    first, again = post(rf, title="x"), post(rf, title="x")
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"]) == (303, "/cases/1/")
    assert done() == 1


def test_the_same_key_with_other_contents_is_a_conflict(rf):
    post(rf, title="x")
    answer = post(rf, title="y")
    assert answer.status_code == 409
    assert done() == 1


def test_a_write_without_a_key_is_refused(rf):
    assert post(rf, key="").status_code == 400
    assert done() == 0


def test_a_refused_form_leaves_nothing_behind_and_may_be_corrected(rf):
    assert post(rf, title="bad").status_code == 422
    assert not Progress.objects.exists()
    assert not DoneRequest.objects.exists()
    assert post(rf, title="good").status_code == 303


def test_keys_of_two_people_do_not_meet(rf):
    post(rf, title="x", person=ANNA)
    post(rf, title="x", person=OLEG)
    assert done() == 2


def test_the_header_serves_programs(rf):
    for _ in range(2):
        request = rf.post(
            "/somewhere/", b'{"a": 1}', content_type="application/json", headers={"Idempotency-Key": "p1"}
        )
        request.user = hire(ANNA)
        assert view(request).status_code == 303
    assert done() == 1


def test_of_two_at_the_same_moment_one_works_and_both_are_answered(rf):
    key, answers = str(uuid4()), []
    hire(ANNA)

    def send() -> None:
        answers.append(post(rf, key=key, title="x").status_code)
        connection.close()

    senders = [threading.Thread(target=send) for _ in range(8)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert answers == [303] * 8
    assert done() == 1


def test_a_page_is_rendered_inside_the_transaction_and_asked_for_again_says_so(rf):
    @journal.once
    def page(request: HttpRequest) -> HttpResponse:
        return TemplateResponse(request, "site/refusal.html", {"message": "words"})

    def sent(**headers: str) -> HttpResponse:
        request = rf.post("/somewhere/", {"request_key": "t1"}, headers=headers)
        request.user = hire(ANNA)
        return page(request)

    assert b"words" in sent().content
    again = sent()
    assert (again.status_code, "Уже сделано" in again.content.decode()) == (200, True)
    assert sent(HX_Request="true").headers["HX-Refresh"] == "true"
    assert DoneRequest.objects.get().body == ""


def test_an_empty_form_of_parts_is_a_write_like_any_other(rf):
    empty = encode_multipart("b", {})
    for _ in range(2):
        kind = "multipart/form-data; boundary=b"
        request = rf.post("/somewhere/", empty, content_type=kind, headers={"Idempotency-Key": "m1"})
        request.user = hire(ANNA)
        assert view(request).status_code == 303
    assert done() == 1


def test_a_body_that_is_no_form_counts_as_contents(rf):
    def sent(body: bytes) -> int:
        request = rf.post("/somewhere/?a=1", body, content_type="text/csv", headers={"Idempotency-Key": "c1"})
        request.user = hire(ANNA)
        return view(request).status_code

    assert (sent(b"one"), sent(b"one"), sent(b"two")) == (303, 303, 409)


def test_a_file_counts_by_what_is_in_it(rf):
    """Two files of one name and one length are two writes; the view reads the file from its beginning."""
    read: list[bytes] = []

    @journal.once
    def keep(request: HttpRequest) -> HttpResponse:
        read.extend(one.read() for one in request.FILES.getlist("file"))
        return HttpResponse(status=303, headers={"Location": "/"})

    def sent(*contents: bytes) -> int:
        files = [SimpleUploadedFile("register.csv", one, "text/csv") for one in contents]
        request = rf.post("/somewhere/", {"request_key": "f1", "file": files})
        request.user = hire(ANNA)
        return keep(request).status_code

    assert (sent(b"one", b"six"), sent(b"one", b"six"), sent(b"one", b"two")) == (303, 303, 409)
    assert read == [b"one", b"six"]


def test_the_number_of_a_draft_is_no_content(rf):
    assert post(rf, title="x", draft_version="3")["Location"] == post(rf, title="x", draft_version="4")["Location"]
    assert done() == 1
