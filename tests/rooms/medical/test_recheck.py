"""Signed reviews checked again by other data: only what differs is kept, and a run that ended early goes on."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from pharos.cases import api as cases
from pharos.medical import api as medical
from pharos.medical import jobs, rechecking
from pharos.medical.models import Difference, Reading, Recheck, Review
from tests.cast import ANNA, BORIS, GLEB, NOW, SVETA, VERA, actor
from tests.rooms.medical.stage import child, judge_all, report, review, sign
from tests.rooms.medical.test_screens import at, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed() -> list[Review]:
    """Three treatments checked by older data; in the second it said ceftriaxone was needed."""
    rows = []
    for _ in range(3):
        case_id = child()
        report(case_id)
        row = review(case_id, medical.Stage.TREATMENT)
        judge_all(row)
        sign(row)
        rows.append(row)
    Review.objects.update(base_version="older")
    rows[1].items.filter(code="ceftriaxone").update(machine="needed")
    return rows


def rule_of(row: Review, name: str) -> str:
    return next(one["rule"] for one in json.loads(row.machine)["found"]["medicines"] if one["name"] == name)


class Stopped(Exception):
    pass


def stop(done: int, total: int) -> None:
    raise Stopped


def run(**options: object) -> str:
    out = StringIO()
    with translation.override("en"):
        call_command("medical_recheck", "--processes=1", stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_only_what_differs_is_kept_and_told_and_the_reviews_stay(signed):
    machine = signed[1].items.get(code="ceftriaxone").machine
    assert machine == "needed"
    told = [json.loads(line) for line in run(json=True).splitlines()]
    now = signed[0].items.get(code="ceftriaxone").machine
    rule = rule_of(signed[1], "Ceftriaxone")
    assert [(one["review"], one["changes"]) for one in told] == [
        (
            str(signed[1].id),
            [
                {"kind": "medicine", "code": "ceftriaxone", "before": "needed", "after": now}
                | {"rule_before": rule, "rule_after": rule}
            ],
        )
    ]
    assert "3 reviews checked" in run()
    assert f"medicine ceftriaxone: needed > {now}" in run()
    assert signed[1].items.get(code="ceftriaxone").machine == "needed"


def test_a_run_that_was_stopped_goes_on_behind_what_it_wrote(signed, monkeypatch):
    monkeypatch.setattr(rechecking, "STRETCH", 1)
    started = rechecking.begin(now=NOW)
    with pytest.raises(Stopped):
        rechecking.carry_out(started, now=lambda: NOW, processes=1, moved=stop)
    assert Recheck.objects.get().done == 1
    again = rechecking.begin(now=NOW)
    assert again.pk == started.pk
    done = rechecking.carry_out(again, now=lambda: NOW, processes=1)
    assert (done.done, done.differing, done.finished_at) == (3, 1, NOW)
    assert Difference.objects.get().review_id == signed[1].id


def test_what_the_present_data_checked_is_left_out_unless_asked_for(signed):
    Review.objects.update(base_version=rechecking.bases().version[:40])
    assert rechecking.begin(now=NOW).total == 0
    assert rechecking.begin(now=NOW, every=True).total == 3


def test_a_second_run_beside_the_first_is_told(monkeypatch, signed):
    def elsewhere(*args: object, **options: object) -> None:
        raise rechecking.RunningElsewhere

    monkeypatch.setattr(rechecking, "carry_out", elsewhere)
    with pytest.raises(CommandError, match="Another run"):
        run()


def test_one_that_is_told_to_stop_stops_after_the_piece_in_hand_and_can_be_taken_up(signed, monkeypatch):
    monkeypatch.setattr(rechecking, "STRETCH", 1)
    run = rechecking.begin(now=NOW)
    with pytest.raises(rechecking.Stopped):
        rechecking.carry_out(
            run, now=lambda: NOW, processes=1, moved=lambda *_far: rechecking.stop(run.pk, now=timezone.now())
        )
    run.refresh_from_db()
    assert run.done in (1, 2)
    assert run.stopped_at is not None
    assert not rechecking.at_work(run, now=timezone.now())
    again = rechecking.begin(now=NOW)
    assert (again.pk, again.stopped_at) == (run.pk, None)
    assert rechecking.carry_out(again, now=lambda: NOW, processes=1).done == 3


def test_the_screen_begins_shows_what_changed_filters_sorts_and_leads_to_the_case(signed):
    doctor = at(BORIS)
    assert "Nothing was checked again yet" in doctor.get("/medical/rechecks/").content.decode()
    address = post(doctor, "/medical/rechecks/start")["Location"]
    run = Recheck.objects.get()
    assert address == f"/medical/rechecks/{run.id}/"
    begun = doctor.get(address).content.decode()
    assert "Stop" in begun
    post(doctor, f"{address}stop")
    assert "Go on where it was left" in doctor.get(address).content.decode()
    post(doctor, "/medical/rechecks/start")
    run_job(run)
    page = doctor.get(address).content.decode()
    number = cases.case_lines([signed[1].case_id], medical=False)[0].number
    assert page.count(number) == 1
    assert "Ceftriaxone" in page
    assert rule_of(signed[1], "Ceftriaxone") in page
    assert f"/cases/{signed[1].case_id}/" in page
    whole = f"item=medicine|ceftriaxone|needed|{signed[0].items.get(code='ceftriaxone').machine}"
    for query, there in (
        ("kind=medicine", True), ("kind=test", False), ("after=needed", False), ("sort=item", True),
        (whole, True), ("item=x", False),
    ):  # fmt: skip
        assert (number in doctor.get(f"{address}?{query}").content.decode()) is there, query
    assert "Nothing fits this filter" in doctor.get(f"{address}?kind=test").content.decode()


def test_whoever_reads_the_differences_is_written_down_and_the_file_holds_what_the_page_filters(signed):
    run_job(rechecking.begin(now=NOW))
    run, client = Recheck.objects.get(), at(VERA)
    before = Reading.objects.count()
    client.get(f"/medical/rechecks/{run.id}/")
    file = client.get(f"/medical/rechecks/{run.id}/file?kind=medicine").content.decode()
    empty = client.get(f"/medical/rechecks/{run.id}/file?kind=test").content.decode()
    assert [len(file.splitlines()), len(empty.splitlines())] == [2, 1]
    assert "older" in file
    read = Reading.objects.order_by("id")[before:]
    assert [(one.review_id, one.staff.username) for one in read] == [(signed[1].id, VERA["username"])] * 2


@pytest.mark.parametrize("who", [ANNA, GLEB, SVETA])
def test_operators_trainers_and_supervisors_get_neither_the_list_nor_the_file(who, signed):
    run_job(rechecking.begin(now=NOW))
    run, client = Recheck.objects.get(), at(who)
    for address in ("/medical/rechecks/", f"/medical/rechecks/{run.id}/", f"/medical/rechecks/{run.id}/file"):
        assert client.get(address).status_code == 403
    assert post(client, "/medical/rechecks/start").status_code == 403
    assert post(client, f"/medical/rechecks/{run.id}/stop").status_code == 403


def test_what_a_second_doctor_reads_blind_is_left_out_for_all_but_its_own_doctor_and_how_many_is_said(signed):
    run_job(rechecking.begin(now=NOW))
    run, row = Recheck.objects.get(), signed[1]
    medical.dispute(actor=actor(ANNA), now=NOW, review_id=row.id)
    number = cases.case_lines([row.case_id], medical=False)[0].number
    lind = {"username": "lind", "display_name": "Нина Линд", "roles": ["doctor"]}
    for who in (lind, VERA):
        for address in (f"/medical/rechecks/{run.id}/", f"/medical/rechecks/{run.id}/file"):
            said = at(who).get(address).content.decode()
            assert (number in said, rule_of(row, "Ceftriaxone") in said) == (False, False), address
        assert "1 review is left out" in at(who).get(f"/medical/rechecks/{run.id}/").content.decode()
    own = at(BORIS).get(f"/medical/rechecks/{run.id}/").content.decode()
    assert (number in own, "left out" in own) == (True, False)
    second = Review.objects.get(second_of=row)
    judge_all(second, lind)
    sign(second, lind)
    assert number in at(lind).get(f"/medical/rechecks/{run.id}/").content.decode()


def test_an_inspector_reads_and_does_not_begin(signed):
    assert at(VERA).get("/medical/rechecks/").status_code == 200
    assert post(at(VERA), "/medical/rechecks/start").status_code == 403


def run_job(run: Recheck) -> None:
    """What the worker does."""
    jobs.recheck.func(None, str(run.id))
