"""The list of what one has begun: its own, by name, with the way back."""

import pytest
from django.utils import timezone

from pharos.cases import api as cases
from pharos.cases.forms.facts import FACTS
from pharos.cases.views.acts import ACTS
from pharos.cases.views.drafts import has_words
from pharos.contact.messages import DRAFTS
from pharos.people import api as people
from pharos.people.drafts import Typed, draft_id
from tests.cast import ANNA, NOW, OLEG, actor, hire

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def test_every_form_of_a_case_with_words_in_it_has_a_name():
    insured = cases.PartyFacts(role="insured", name="Ковалёв Артём")
    made = cases.register_case(actor=actor(ANNA), now=NOW, registration=cases.Registration(insured=insured))
    case = cases.case(made.id, medical=True)
    acts = {f"cases.{name}" for name, act in ACTS.items() if has_words(act.form(None, case=case).fields)}
    assert "cases.hand-over" in acts
    assert acts | {f"cases.{name}" for name in FACTS} <= set(DRAFTS)


def test_it_names_the_form_and_the_case_and_leads_back(client):
    insured = cases.PartyFacts(role="insured", name="Ковалёв Артём")
    made = cases.register_case(actor=actor(ANNA), now=timezone.now(), registration=cases.Registration(insured=insured))
    staff, page = hire(ANNA).pk, f"/cases/{made.id}/note"
    typed = Typed(
        id=draft_id(staff=staff, form="cases.note", subject=made.id), form="cases.note", subject=made.id, page=page,
        version=1, base=0, writer="w", fields=(("text", "Мама просит врача"),), changed=("text",), words=("text",),
    )  # fmt: skip
    people.save_draft(staff=staff, now=NOW, typed=typed)
    hire(OLEG)
    client.force_login(hire(ANNA), backend=BACKEND)
    shown = client.get("/drafts/").content.decode()
    for words in (made.number, "Ковалёв Артём", "Мама просит врача", page):
        assert words in shown
    assert "<html" not in client.get("/drafts/?part=1").content.decode()
    client.force_login(hire(OLEG), backend=BACKEND)
    assert "Мама" not in client.get("/drafts/").content.decode()
