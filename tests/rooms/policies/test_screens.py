"""The register in the browser's eyes: search, a policy, a file from upload to outcome."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pharos.policies.actions import runs
from pharos.policies.models import ImportMapping, ImportRun, Policy
from tests.cast import ANNA, NOW, SVETA, hire
from tests.rooms.policies.making import IVANOV, ROWS, as_csv, as_xlsx, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_insurers")]


@pytest.fixture
def supervisor(client):
    client.force_login(hire(SVETA))
    return client


def post(client, name, run, key, **fields):
    return client.post(reverse(f"policies:{name}", args=[run.pk]), {"request_key": key, **fields})


def upload(client, data: bytes, name: str = "полисы.csv") -> ImportRun:
    file = SimpleUploadedFile(name, data)
    answer = client.post(reverse("policies:import"), {"file": file, "request_key": f"upload-{name}"})
    assert answer.status_code == 302, answer.content.decode()
    return ImportRun.objects.get(pk=answer.url.rstrip("/").rpartition("/")[2])


def columns_of(client, run: ImportRun) -> dict[str, str]:
    form = client.get(reverse("policies:run", args=[run.pk])).context["form"]
    return {bound.html_name: bound.value() or "" for bound in form if bound.value() not in (None, False)}


def test_a_file_goes_from_upload_to_outcome(supervisor):
    run = upload(supervisor, as_csv(*ROWS, ("SZ-2026-004515", "Кто-то", "нечто", *IVANOV[3:]), encoding="windows-1251"))
    assert run.insurer.code == "SZ"
    page = supervisor.get(reverse("policies:run", args=[run.pk])).content.decode()
    assert "Дата рождения" in page
    assert post(supervisor, "columns", run, "k1", **columns_of(supervisor, run)).status_code == 302
    assert supervisor.get(reverse("policies:progress", args=[run.pk])).status_code == 200
    runs.check(run.pk, now=NOW)
    page = supervisor.get(reverse("policies:run", args=[run.pk])).content.decode()
    assert not Policy.objects.exists()
    assert reverse("policies:confirm", args=[run.pk]) in page
    assert supervisor.get(reverse("policies:progress", args=[run.pk]))["HX-Refresh"] == "true"
    assert post(supervisor, "confirm", run, "k2").status_code == 302
    runs.apply(run.pk, now=NOW)
    runs.apply(run.pk, now=NOW)
    run.refresh_from_db()
    assert (run.status, run.counts["created"], run.counts["faulty_rows"], run.content) == ("imported", 3, 1, None)
    assert ImportMapping.objects.get(insurer=run.insurer).columns["фио"] == "person.name"
    listed = b"".join(supervisor.get(reverse("policies:errors", args=[run.pk])).streaming_content).decode()
    assert listed.startswith("\ufeff")
    assert "bad_date" in listed
    assert "нечто" in listed
    assert supervisor.get(reverse("policies:import")).status_code == 200


def test_a_column_nobody_knows_is_given_its_meaning_on_the_page(supervisor):
    header = ("Полис", "Кого страхуем", "Д/р", "Начало", "Конец")
    run = upload(supervisor, as_csv(IVANOV[:5], header=header))
    fields = columns_of(supervisor, run) | {"column_1": "person.name"}
    post(supervisor, "columns", run, "k1", **fields)
    runs.check(run.pk, now=NOW)
    run.refresh_from_db()
    assert (run.status, run.counts["persons"]) == ("checked", 1)


def test_a_file_that_is_no_table_says_what_it_is(supervisor):
    run = upload(supervisor, b"%PDF-1.7 ...", "policies.xlsx")
    assert (run.status, run.objection["code"], run.content) == ("refused", "file_pdf", None)
    assert supervisor.get(reverse("policies:run", args=[run.pk])).status_code == 200


def test_an_objection_of_the_check_stands_on_the_page_and_forbids_the_import(supervisor):
    run = upload(supervisor, as_csv((*IVANOV[:2], "01/02/1980", "03/04/2026", "05/06/2026", "", "")))
    post(supervisor, "columns", run, "k1", **columns_of(supervisor, run))
    runs.check(run.pk, now=NOW)
    run.refresh_from_db()
    assert run.objection["code"] == "date_order_ambiguous"
    assert post(supervisor, "confirm", run, "k2").status_code == 409
    fields = columns_of_again(supervisor, run) | {"date_order": "dmy"}
    post(supervisor, "columns", run, "k3", **fields)
    runs.check(run.pk, now=NOW)
    assert post(supervisor, "confirm", run, "k4").status_code == 302


def columns_of_again(client, run):
    form = client.get(reverse("policies:run", args=[run.pk]) + "?columns=1").context["form"]
    return {bound.html_name: bound.value() or "" for bound in form if bound.value() not in (None, False)}


def test_many_vanishing_policies_are_confirmed_by_a_tick(supervisor):
    many = [(f"SZ-2026-10{n:04}", "Иванов Иван", "01.02.1980", *IVANOV[3:]) for n in range(30)]
    take(as_csv(*many))
    run = upload(supervisor, as_csv(*many[:10]))
    post(
        supervisor,
        "columns",
        run,
        "k1",
        **columns_of(supervisor, run) | {"full": "full", "missing_means_cancelled": "on"},
    )
    runs.check(run.pk, now=NOW)
    assert post(supervisor, "confirm", run, "k2").status_code == 409
    assert post(supervisor, "confirm", run, "k3", allow_cancel="1").status_code == 302
    runs.apply(run.pk, now=NOW)
    assert Policy.objects.filter(status="cancelled").count() == 20


def test_a_file_put_aside_is_gone(supervisor):
    run = upload(supervisor, as_csv(*ROWS))
    assert post(supervisor, "discard", run, "k1").status_code == 302
    run.refresh_from_db()
    assert (run.status, run.content) == ("refused", None)
    assert supervisor.get(reverse("policies:run", args=[run.pk])).status_code == 200


def test_old_files_are_forgotten_with_their_keys(supervisor):
    run = upload(supervisor, as_csv(*ROWS))
    assert runs.forget_files(now=run.started_at + runs.KEEP_FOR * 2) == 1
    run = ImportRun.objects.get(pk=run.pk)
    assert (run.content, run.status) == (None, "refused")
    assert run.key.destroyed_at is not None


def test_an_operator_searches_but_does_not_import(client):
    take(as_csv(*ROWS))
    client.force_login(hire(ANNA))
    assert client.get(reverse("policies:import")).status_code == 403
    page = client.get(reverse("policies:register"), {"q": "Shcherbakova Julia 05.03.1991"}).content.decode()
    assert "SZ-2026-004513" in page
    assert "SZ-2026-004514" not in page
    assert client.get(reverse("policies:register")).status_code == 200


def test_a_policy_shows_its_options_in_words_and_its_history(supervisor):
    take(as_csv(*ROWS))
    take(as_csv((*IVANOV[:4], "15.01.2027", *IVANOV[5:])))
    page = supervisor.get(reverse("policies:policy", args=[Policy.objects.get(number=IVANOV[0]).pk]))
    text = page.content.decode()
    assert page.status_code == 200
    assert "15.01.2027" in text
    assert "Иванов Иван Петрович" in text
    assert supervisor.get(reverse("policies:policy", args=[Policy.objects.none().model().pk])).status_code == 404


def test_pages_ask_the_database_a_fixed_number_of_times(supervisor, django_assert_max_num_queries):
    take(as_csv(*[(f"SZ-2026-10{n:04}", f"Иванов Иван{'аб'[n % 2]}", "01.02.1980", *IVANOV[3:]) for n in range(60)]))
    with django_assert_max_num_queries(9):
        supervisor.get(reverse("policies:register"))
    with django_assert_max_num_queries(12):
        supervisor.get(reverse("policies:register"), {"q": "Иванов Иван 01.02.1980"})


def test_an_xlsx_is_read_the_same_way(supervisor):
    run = upload(supervisor, as_xlsx(*ROWS), "policies.xlsx")
    assert (run.layout["format"], run.layout["sheet"], run.insurer.code) == ("xlsx", "Полисы", "SZ")
