"""How fast `pharos mail import` files letters with one worker, and whether every one of them finds its thread.

10,000 files as a busy week brings them: 70 % new, 25 % replies (a third of them known by References alone, some
sorted before what they answer), 3 % duplicates to a second address, 2 % automatic replies; Russian charsets, quoted
text, HTML alternatives, attachments.
"""

import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from bench.table import show
from pharos.contact.importing.running import ImportedLetter, import_letters
from pharos.contact.importing.sources import sources
from pharos.core.actor import Actor
from pharos.insurers import api as insurers

LETTERS, SEED = 10_000, 20260718
PEERS = "context, on SQLite in process: django-helpdesk 246-265 new and 197-200 replies a second, Redmine 71, RT 12-21"
COMPLAINTS = (
    "Добрый день! Второй день температура 39, озноб и кашель. Мы в отеле {hotel}, номер {room}. Полис {policy}.",
    "Здравствуйте, у ребёнка рвота и понос с ночи, {hotel}. Подскажите, к какому врачу обратиться? Полис {policy}",
    "Hello, I fell near the pool at {hotel} and my ankle is swollen. My policy is {policy}. Please call me back.",
    "Добрый вечер. Наш пациент обратился в нашу клинику, просим гарантийное письмо. Полис {policy}, {hotel}.",
    "Подскажите, входит ли в полис {policy} вызов врача в {hotel}? Болит ухо после купания, номер {room}.",
)
HOTELS = ("Sunrise Royal, Hurghada", "Olympus View, Paralia", "Rixos Sungate, Kemer", "Melia, Sunny Beach")


@dataclass(frozen=True)
class Written:
    """A letter on disk, and the thread it belongs to."""

    name: str
    thread: int
    kind: str


def _letter(chance: random.Random, number: int, to: str = "help@severnaya-zvezda.example") -> EmailMessage:
    letter = EmailMessage(policy=SMTP)
    letter["From"] = f"Путешественник {number} <guest{number}@mail{number % 97}.example>"
    letter["To"] = to
    letter["Date"] = f"Sat, 18 Jul 2026 {number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02} +0300"
    letter["Message-ID"] = f"<{number}.{chance.getrandbits(48):x}@guest.example>"
    return letter


def _fill(letter: EmailMessage, chance: random.Random, text: str) -> None:
    charset = chance.choice(("utf-8", "utf-8", "koi8-r", "windows-1251"))
    letter.set_content(text, charset=charset, cte="base64" if charset != "utf-8" else "quoted-printable")
    if chance.random() < 0.4:
        html = f"<html><body><p>{text.replace(chr(10), '<br>')}</p></body></html>"
        letter.add_alternative(html, subtype="html", charset="utf-8", cte="base64")
    if chance.random() < 0.2:
        letter.add_attachment(chance.randbytes(20_000), maintype="image", subtype="jpeg", filename="паспорт.jpg")


def _new(chance: random.Random, number: int) -> EmailMessage:
    letter = _letter(chance, number)
    policy = f"SZ-2018-{number % 20_000:06}"
    hotel, room = chance.choice(HOTELS), chance.randint(100, 999)
    letter["Subject"] = chance.choice(("Нужна помощь", f"Полис {policy}", "Болею", "Insurance case"))
    _fill(letter, chance, chance.choice(COMPLAINTS).format(hotel=hotel, room=room, policy=policy))
    return letter


def _reply(chance: random.Random, number: int, chain: list[EmailMessage]) -> EmailMessage:
    letter, parent = _letter(chance, number), chance.choice(chain)
    letter.replace_header("From", chain[0]["From"])
    letter["Subject"] = chance.choice((f"Re: {chain[0]['Subject']}", "Ещё раз", f"Ответ: {chain[0]['Subject']}"))
    if chance.random() < 0.66:
        letter["In-Reply-To"] = parent["Message-ID"]
    letter["References"] = " ".join(dict.fromkeys((chain[0]["Message-ID"], parent["Message-ID"])))
    quoted = "\n".join(f"> {line}" for line in ("Здравствуйте, мы получили ваше письмо.", "Врач перезвонит."))
    _fill(
        letter, chance, f"Спасибо, стало немного легче. Ждём звонка.\n\n18 июля 2026 г. Ассистанс написал:\n{quoted}\n"
    )
    return letter


def write_letters(folder: Path, *, count: int = LETTERS, seed: int = SEED) -> Iterator[Written]:
    """Put the letters into a folder. Names are shuffled, so that answers may sort before what they answer."""
    chance = random.Random(seed)
    names = [f"{place:06}.eml" for place in range(count)]
    near = [min(count - 1, place + chance.randint(0, 40)) for place in range(count)]
    order = sorted(range(count), key=lambda place: (near[place], place))
    threads: list[list[EmailMessage]] = []
    for number, place in enumerate(order):
        dice = chance.random()
        if dice < 0.70 or not threads:
            letter, thread, kind = _new(chance, number), len(threads), "new"
            threads.append([letter])
        elif dice < 0.95:
            thread, kind = max(0, len(threads) - chance.randint(1, 400)), "reply"
            letter = _reply(chance, number, threads[thread])
            threads[thread].append(letter)
        elif dice < 0.98:
            thread, kind = max(0, len(threads) - chance.randint(1, 400)), "duplicate"
            letter = chance.choice(threads[thread])
        else:
            letter, thread, kind = _letter(chance, number), len(threads), "autoreply"
            letter["Subject"], letter["Auto-Submitted"] = "Автоответ: в отпуске", "auto-replied"
            letter.set_content("Я в отпуске до понедельника.")
            threads.append([letter])
        delivered = b"Delivered-To: second@severnaya-zvezda.example\r\n" if kind == "duplicate" else b""
        (folder / names[place]).write_bytes(delivered + letter.as_bytes())
        yield Written(names[place], thread, kind)


def run() -> None:
    """Import them once, and print what it took."""
    insurers.load_demo_insurers(actor=Actor.system("bench"), now=timezone.now())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written = {one.name: one for one in write_letters(folder, seed=random.SystemRandom().randrange(2**32))}
        statements: Counter[str] = Counter()

        def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
            statements[sql.split(None, 1)[0].lower()] += 1
            return execute(sql, params, many, context)

        commits, began, worked = _commits(), time.perf_counter(), time.process_time()
        with connection.execute_wrapper(count):
            done = [one for one in _imported(folder)]
        spent, worked = time.perf_counter() - began, time.process_time() - worked
        commits = _commits() - commits
    show(
        "Letters by mail import",
        ("", ""),
        _figures(done, written, (spent, worked), commits, sum(statements.values())),
        note=PEERS,
    )


def _imported(folder: Path) -> Iterator[ImportedLetter]:
    for one in import_letters(sources([str(folder)]), actor=Actor.system("bench"), clock=timezone.now):
        assert isinstance(one, ImportedLetter)
        yield one


def _figures(
    done: list[ImportedLetter], written: dict[str, Written], times: tuple[float, float], commits: int, statements: int
) -> list[tuple[str, str]]:
    spent, worked = times
    wrong = wrong_threads(done, written)
    return [
        ("letters", f"{len(done):,}"),
        ("kinds", ", ".join(f"{kind} {n}" for kind, n in Counter(one.kind.value for one in done).most_common())),
        ("letters a second, one worker", f"{len(done) / spent:.0f}"),
        ("the worker's processor time, ms a letter", f"{worked / len(done) * 1000:.2f}"),
        ("commits a letter", f"{commits / len(done):.4f}"),
        ("statements a letter", f"{statements / len(done):.2f}"),
        ("in a wrong thread", str(wrong)),
    ]


def wrong_threads(done: list[ImportedLetter], written: dict[str, Written]) -> int:
    """Letters whose conversation is not exactly their thread."""
    homes: dict[int, set[object]] = {}
    threads: dict[object, set[int]] = {}
    for one in done:
        thread = written[Path(one.file).name].thread
        homes.setdefault(thread, set()).add(one.conversation)
        threads.setdefault(one.conversation, set()).add(thread)
    return sum(
        len(homes[written[Path(one.file).name].thread]) > 1 or len(threads[one.conversation]) > 1 for one in done
    )


def _commits() -> int:
    """Transactions this database has committed, ours being the only ones."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_stat_force_next_flush()")
        cursor.execute("select xact_commit from pg_stat_database where datname = current_database()")
        return int(cursor.fetchone()[0])
