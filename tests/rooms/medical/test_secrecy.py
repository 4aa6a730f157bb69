"""The table of secrecy, held against every role: screens, panel, timeline, search, palette and export."""

from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from pharos.cases import api as cases
from pharos.core.card import CaseFacts, Viewer
from pharos.journal import api as journal
from pharos.medical import api as medical
from pharos.medical.actions import judging
from pharos.medical.models import Review
from pharos.medical.rules.secrecy import SECRECY, Part, may
from pharos.people.api import PERMISSIONS, Permission, Role, permissions_of
from tests.cast import ADA, ANNA, BORIS, EGOR, GLEB, NOW, OLEG, SVETA, VERA, actor, hire
from tests.rooms.medical.stage import child, judge_all, report, review
from tests.rooms.medical.test_screens import at, post

pytestmark = pytest.mark.django_db
CAST = (ANNA, OLEG, SVETA, BORIS, VERA, GLEB, EGOR, ADA)
REMARK = "Needless remark of Boris"


@pytest.fixture
def reviewed(monkeypatch: pytest.MonkeyPatch) -> Review:
    """A treatment that was judged, remarked on with a fault found, and signed; not drawn for a second reading, which
    would close it to everybody but its own doctor."""
    monkeypatch.setattr(judging, "drawn", lambda *_args, **_salt: False)
    case_id = child()
    report(case_id)
    row = review(case_id, medical.Stage.TREATMENT)
    judge_all(row)
    by = medical.Signature(staff=hire(BORIS).pk, remark=REMARK, faults=("not_asked",))
    medical.sign(actor=actor(BORIS), now=NOW, review_id=row.id, seen=row.version, by=by)
    row.refresh_from_db()
    return row


def parts_of(who: dict[str, object]) -> set[Part]:
    granted = permissions_of([str(role) for role in who["roles"]])
    return {part for part in Part if may(granted, part)}


def screens(row: Review) -> dict[str, Part]:
    return {
        f"/medical/reviews/{row.id}/": Part.REVIEW, f"/medical/reviews/{row.id}/part": Part.REVIEW,
        "/medical/lines": Part.WORK, "/medical/late/": Part.WORK, "/medical/figures/": Part.FIGURES,
        "/medical/rechecks/": Part.REVIEW,
        "/medical/duty/": Part.DUTY, "/medical/duty/rows": Part.DUTY, "/medical/duty/count/": Part.DUTY,
        f"/medical/report/{row.case_id}/": Part.REPORT,
    }  # fmt: skip


def test_every_code_of_the_table_is_a_permission_and_every_part_has_a_row():
    assert set(SECRECY) == set(Part)
    assert set().union(*SECRECY.values()) <= {str(one) for one in Permission}
    assert {role for role in Role if may(PERMISSIONS[role], Part.REVIEW)} == {Role.DOCTOR, Role.INSPECTOR}
    assert {role for role in Role if may(PERMISSIONS[role], Part.WORK)} == {Role.DOCTOR}


@pytest.mark.parametrize("who", CAST, ids=lambda who: str(who["username"]))
def test_each_screen_opens_for_those_of_the_table_and_nobody_else(who, reviewed):
    client, seen = at(who), parts_of(who)
    for address, part in screens(reviewed).items():
        assert (client.get(address).status_code == 200) == (part in seen), (address, part)
    for act, part in (("judge", Part.WORK), ("sign", Part.WORK), ("dispute", Part.DISPUTE)):
        if part not in seen:
            assert post(client, f"/medical/reviews/{reviewed.id}/{act}").status_code == 403, act


@pytest.mark.parametrize("who", CAST, ids=lambda who: str(who["username"]))
def test_card_search_palette_and_export_say_nothing_of_a_review(who, reviewed):
    client, seen = at(who), parts_of(who)
    number = cases.case_lines([reviewed.case_id], medical=False)[0].number
    card = f"/cases/{reviewed.case_id}/"
    read = [f"{card}?tab={tab}" for tab in ("medical", "interview", "conversation")]
    pages = [client.get(one) for one in (*read, f"{card}preview", "/cases/")]
    pages.append(post(client, reverse("cases:export")))
    words = ("ceftriaxone", number)
    pages += [client.post(where, {"q": said}, follow=True) for where in ("/search/", "/palette/") for said in words]
    for page in pages:
        assert page.status_code in (200, 403), page.request["PATH_INFO"]
        text = b"".join(page).decode("utf-8", "replace")
        for word in (REMARK, "Viferon", "Ceftriaxone", "Цефтриаксон"):
            assert word not in text, (who["username"], page.request["PATH_INFO"], word)
    if Part.STANDING not in seen:
        assert "signed" not in pages[0].content.decode()


@pytest.mark.parametrize("who", CAST, ids=lambda who: str(who["username"]))
def test_the_timeline_tells_that_it_was_reviewed_and_its_faults_to_readers_alone(who, reviewed):
    granted, seen = permissions_of([str(role) for role in who["roles"]]), parts_of(who)
    viewer = Viewer(staff_id=hire(who).pk, permissions=granted, language="en")
    with override("en"):
        told = [one.title for one in medical.timeline(journal.entries([reviewed.case_id], limit=200), viewer)]
    assert any("signed" in one for one in told) == (Part.STANDING in seen)
    assert any("Fault" in one for one in told) == (Part.SECONDS in seen)
    panel = medical.medical_panel(facts(reviewed.case_id), viewer, timezone.now())
    assert panel is not None
    assert panel.context["may_read"] == (Part.REVIEW in seen)
    assert panel.context["may_call"] == (Part.CALL in seen)
    assert panel.context["may_write"] == (Part.LETTER in seen)


def facts(case_id: UUID) -> CaseFacts:
    line = cases.case_lines([case_id], medical=False)[0]
    return CaseFacts(
        id=line.id, number=line.number, language=line.language, country=line.country, place_id=None, insurer_id=None,
        policy_id=None, is_open=line.is_open, urgency=line.urgency, born=line.birth_date,
    )  # fmt: skip
