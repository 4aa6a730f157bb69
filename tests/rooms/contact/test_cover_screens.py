"""Cover at the desk: the panel of a case and of an intake, answered, taken back, picked, carried into the case."""

import re
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from pharos.cases import api as cases
from pharos.contact.actions.intake import Intake, register
from pharos.contact.hearing import follow_cover
from pharos.contact.queries.cover import cover_of_case
from pharos.core.ids import new_id
from pharos.events.cases import PolicyConfirmed
from pharos.journal.models import Entry
from pharos.people.api import Staff
from pharos.policies import api as policies
from pharos.policies.models import CoverDecision, Policy
from tests.cast import ANNA, BORIS, EGOR, NOW, actor, hire
from tests.rooms.policies.asking import BORN, divers_policy, star

pytestmark = pytest.mark.django_db


def diver(policy: Policy | None, **more: object) -> UUID:
    """A case of somebody hurt in a dive in Egypt."""
    insured = cases.PartyFacts(role=cases.PartyRole.INSURED, name="Ковалёв Артём")
    told = {"birth_date": BORN, "place": cases.PlaceFacts(country="EG"), "policy": policy.id if policy else None}
    registration = cases.Registration(insured=insured, **(told | more))
    return cases.register_case(actor=actor(ANNA), now=NOW, registration=registration).id


@pytest.fixture
def case() -> UUID:
    return diver(divers_policy(star()))


def address(name: str, subject: UUID, of: str = "case") -> str:
    return reverse(f"contact:{name}", args=[of, subject])


def enter(client: Client, person: dict[str, object] = ANNA) -> Staff:
    staff = hire(person)
    staff.language = "en"
    staff.save()
    client.force_login(staff)
    return staff


def panel(client: Client, subject: UUID, of: str = "case", **fields: str) -> str:
    """The panel as it stands."""
    told = client.post(
        address("cover", subject, of), {"request_key": str(uuid4()), **fields}, headers={"HX-Request": "true"}
    )
    assert told.status_code == 200
    return told.content.decode()


def say(client: Client, subject: UUID, of: str = "case", *, status: int = 200, **fields: str) -> str:
    """An answer, with what the page it comes from knows."""
    seen = re.search(r'name="seen" value="(\d+)"', panel(client, subject, of))
    body = {"request_key": str(uuid4()), "source": "traveller", "seen": seen[1] if seen else "0", **fields}
    told = client.post(address("cover_tell", subject, of), body, headers={"HX-Request": "true"})
    assert told.status_code == status
    return told.content.decode()


def asked(html: str) -> str:
    """The fact the panel asks about."""
    found = re.search(r'data-ask="(\w+)"', html)
    return found[1] if found else ""


def verdict(html: str, item: str) -> str:
    """The word of an item's chip."""
    found = re.search(rf'<tr data-item="{item}">.*?<span class="chip[^>]*>.*?</svg>\s*([^<]+)', html, re.DOTALL)
    assert found
    return found[1].strip()


def test_the_divers_tale_on_the_panel(client: Client, case: UUID) -> None:
    enter(client)
    html = panel(client, case)
    assert asked(html) == "danger"
    assert "Ask about it first" in html
    html = say(client, case, fact="danger", value="pain")
    assert "up to" in html.lower()
    assert "relieved at once" in html
    assert asked(html) == "activity"
    html = say(client, case, fact="activity", value="diving")
    html = say(client, case, fact="depth_m", value="25")
    assert asked(html) == "supervised"
    assert verdict(html, "inpatient") == "A fact is missing"
    html = say(client, case, fact="supervised", value="yes")
    while asked(html) != "option_diving":
        html = say(client, case, fact=asked(html), value="30" if asked(html) == "certified_to_m" else "yes")
    Policy.objects.update(options={"active_rest": False, "diving": False})
    html = panel(client, case)
    assert verdict(html, "inpatient") == verdict(html, "evacuation") == "Refusal proposed"
    assert "clause 4.1.10. Diving is not insured." in html
    assert "relieved at once" in html
    assert "data-ask" not in html


def test_an_answer_is_taken_back_and_everything_is_kept(client: Client, case: UUID) -> None:
    enter(client)
    html = say(client, case, fact="activity", value="diving")
    version = re.search(r'name="version" value="(\d+)"', html)
    assert version
    body = {"request_key": str(uuid4()), "version": version[1]}
    html = client.post(address("cover_take_back", case), body, headers={"HX-Request": "true"}).content.decode()
    assert "Clauses" not in html
    assert CoverDecision.objects.count() == 2
    page = client.get(address("cover_why", case)).content.decode()
    assert page.count("/policies/decisions/") == 2
    kept = client.get(reverse("policies:decision", args=[CoverDecision.objects.order_by("id")[0].id]))
    assert "byte for byte" in kept.content.decode()


def test_several_harmless_questions_are_asked_in_one_breath(client: Client, case: UUID) -> None:
    enter(client)
    say(client, case, fact="danger", value="none")
    html = say(client, case, fact="activity", value="walking")
    assert asked(html) == "sweep"
    facts = re.search(r'name="facts" value="([\w ]+)"', html)
    assert facts
    assert asked(panel(client, case, single="1")) == facts[1].split()[0]
    say(client, case, facts=facts[1], value="no")
    live = cover_of_case(case)
    assert live
    told = {one.fact: one.value for one in policies.standing_of(live.about).live}
    assert {told[name] for name in facts[1].split()} == {"no"}


def test_two_who_differ_stand_side_by_side_until_one_is_picked(client: Client, case: UUID) -> None:
    enter(client)
    say(client, case, fact="supervised", value="yes")
    html = say(client, case, fact="supervised", value="no", source="clinic")
    assert "Told differently: " in html
    body = {"request_key": str(uuid4()), "fact": "supervised", "picked": "clinic"}
    html = client.post(address("cover_pick", case), body, headers={"HX-Request": "true"}).content.decode()
    assert "Told differently" not in html
    assert "picked" in html


def test_what_cannot_be_read_is_said_and_nothing_is_written(client: Client, case: UUID) -> None:
    enter(client)
    assert "no answer to that question" in say(client, case, fact="depth_m", value="deep", status=409)
    assert not CoverDecision.objects.exists()


def test_without_scripts_an_answer_leads_back_to_the_panel(client: Client, case: UUID) -> None:
    enter(client)
    body = {"request_key": str(uuid4()), "source": "traveller", "seen": "0", "fact": "depth_m", "value": "25"}
    told = client.post(address("cover_tell", case), body)
    assert told["Location"] == address("cover", case)
    assert "25 m" in client.get(told["Location"]).content.decode()


def test_the_card_has_it_as_a_tab_and_the_decision_in_its_thread(client: Client, case: UUID) -> None:
    enter(client)
    say(client, case, fact="activity", value="diving")
    page = client.get(f"{reverse('case', args=[case])}?tab=cover").content.decode()
    assert 'id="cover"' in page
    assert "Cover decided" in page
    assert str(case) in re.search(r'id="cover"[^>]*data-stream="([^"]+)"', page)[1]  # type: ignore[index]


def test_an_intake_has_it_by_what_is_typed_and_registering_carries_it_over(client: Client) -> None:
    enter(client)
    policy, draft = divers_policy(star()), new_id()
    typed = {"place": "Дахаб", "policy_number": "", "policy": str(policy.id), "birth_date": "01.03.1986"}
    assert "whose policy" in panel(client, draft, "draft", place="", policy_number="")
    assert asked(panel(client, draft, "draft", **typed)) == "danger"
    typed |= {"danger-breathing": "no"}
    html = say(client, draft, "draft", fact="activity", value="diving", **typed)
    assert "Recorded when the case is registered" in html
    assert not CoverDecision.objects.exists()
    insured = cases.PartyFacts(role=cases.PartyRole.INSURED, name="Ковалёв Артём")
    registration = cases.Registration(insured=insured, policy=policy.id, birth_date=BORN)
    made = register(
        actor=actor(ANNA),
        now=NOW,
        intake=Intake(registration=registration, answers={}, draft=draft, staff=hire(ANNA).pk),
    )
    assert CoverDecision.objects.get().case_id == made.id
    assert "scuba diving" in panel(client, made.id)


def test_no_policy_is_said_calmly_with_what_to_do(client: Client) -> None:
    enter(client)
    html = panel(client, diver(None))
    assert "It is not known whose policy this is" in html
    assert "Find the policy or name the insurer" in html


def test_a_policy_found_later_decides_what_was_told_before(client: Client) -> None:
    enter(client)
    insurer = star()
    case = diver(None, insurer=insurer)
    assert asked(panel(client, case)) == "issued"
    say(client, case, fact="activity", value="diving")
    assert not CoverDecision.objects.exists()
    policy = divers_policy(insurer)
    cases.confirm_policy(actor=actor(ANNA), now=NOW, case_id=case, policy_id=policy.id)
    event = Entry.objects.filter(type="cases.PolicyConfirmed").get()
    follow_cover(event.event, event)
    assert CoverDecision.objects.get().policy_id == policy.id
    assert isinstance(event.event, PolicyConfirmed)


def test_a_doctor_speaks_for_the_department_an_operator_does_not(client: Client, case: UUID) -> None:
    enter(client)
    assert 'value="medical_department"' not in panel(client, case)
    say(client, case, fact="can_wait", value="no", source="medical_department", status=404)
    enter(client, BORIS)
    say(client, case, fact="can_wait", value="no", source="medical_department")
    say(client, case, fact="activity", value="diving", status=404)


def test_a_duty_is_marked_done_by_the_button_it_comes_with(client: Client, case: UUID) -> None:
    for person in (ANNA, BORIS):
        enter(client, person)
        html = say(client, case, fact="danger", value="none") if person is ANNA else panel(client, case)
        duties = html[html.index(">Duties<") :]
        form = duties[duties.index("<form") : duties.index("</form>")]
        told: dict[str, str] = dict(re.findall(r'name="(fact|source|value)" value="(\w+)"', form))
        assert told["source"] == "operator"
        say(client, case, **told | {"value": "yes"})
        asked_about = cover_of_case(case)
        assert asked_about
        decided = policies.standing_of(asked_about.about).decided
        assert decided
        fact = decided.case.facts[told["fact"]]
        assert (fact.value, fact.tellings[0].source) == (True, policies.Source.OPERATOR)


def test_an_operator_does_not_take_back_what_the_department_said(client: Client, case: UUID) -> None:
    enter(client, BORIS)
    said = say(client, case, fact="can_wait", value="no", source="medical_department")
    version = re.search(r'name="version" value="(\d+)"', said)
    assert version
    enter(client)
    assert 'name="version"' not in panel(client, case)
    body = {"request_key": str(uuid4()), "version": version[1]}
    assert client.post(address("cover_take_back", case), body).status_code == 409
    asked_about = cover_of_case(case)
    assert asked_about
    assert [one.fact for one in policies.standing_of(asked_about.about).live] == ["can_wait"]


def test_who_may_not_see_medical_facts_sees_nothing_of_it(client: Client, case: UUID) -> None:
    enter(client, EGOR)
    for name in ("cover", "cover_texts", "cover_why"):
        assert client.get(address(name, case)).status_code == 403
    enter(client)
    assert client.get(address("cover", uuid4())).status_code == 404
    assert client.get(address("cover", case, "nothing")).status_code == 404


def test_the_texts_are_there_in_both_languages(client: Client, case: UUID) -> None:
    enter(client)
    say(client, case, fact="activity", value="diving")
    Policy.objects.update(options={"diving": False})
    page = client.get(address("cover_texts", case)).content.decode()
    assert "Дайвинг не застрахован." in page
    assert page.count("We are checking whether your insurance pays") == 1  # all services in one sentence
    assert page.count("<pre") == 6


def test_a_finished_case_is_only_read(client: Client, case: UUID) -> None:
    enter(client)
    say(client, case, fact="activity", value="diving")
    cases.cancel(actor=actor(ANNA), now=NOW, case_id=case, reason=cases.CancelReason.MISTAKE)
    html = panel(client, case)
    assert "data-ask" not in html
    assert "Take back" not in html
