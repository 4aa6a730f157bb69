"""Where rule sets are found: a file, or a name with or without its version."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path

from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.engine import Engine
from pharos.policies.cover.faults import Fault, Faulty
from pharos.policies.cover.reading.plain import load
from pharos.policies.cover.reading.sets import placed, read_set
from pharos.policies.cover.reading.taking import Taker, near
from pharos.policies.cover.situations import Situation, read_situations, situations_of
from pharos.policies.cover.words import Basis

SHIPPED = Path(str(resources.files("pharos.policies"))) / "data" / "rulesets"
BESIDE = ".situations.yaml"
SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True)
class Found:
    """A set ready to decide by, with its own situations."""

    engine: Engine
    situations: tuple[Situation, ...]
    path: Path | None = None


def from_text(text: str, beside: str = "") -> Found:
    """Raises Faulty. `beside` is the text of the file of situations that stands next to it."""
    written = read_set(text, catalogue())
    take = Taker()
    own = situations_of(take, written.situations, usual=written.usual)
    if take.faults:
        raise Faulty(placed(take.faults, load(text), text))
    return Found(Engine(written.rules), (*own, *(read_situations(beside) if beside else ())))


def from_file(path: Path) -> Found:
    """Raises Faulty, also where there is no such file or it is no text."""
    beside = path.with_name(path.stem + BESIDE)
    found = from_text(read_text(path), read_text(beside) if beside.exists() else "")
    return Found(found.engine, found.situations, path)


def read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise Faulty([Fault("no_such_file", facts={"value": str(path)})]) from error
    except (OSError, UnicodeDecodeError) as error:
        raise Faulty([Fault("not_a_text_file", facts={"value": str(path)})]) from error


def named(name: str, *, issued: date | None = None, loss_date: date | None = None) -> Found:
    """SET as it is written on the command line: a file, `name@version`, or a name whose version the dates pick.

    Raises Faulty where there is none, or where the dates do not pick one.
    """
    if name.endswith(SUFFIXES) or "/" in name:
        return from_file(Path(name))
    wanted, _at, version = name.partition("@")
    versions = [found for found in shipped() if found.engine.rules.name == wanted]
    if not versions:
        known = tuple(dict.fromkeys(found.engine.rules.name for found in shipped()))
        raise Faulty([Fault("no_such_set", facts={"value": wanted, "meant": near(wanted, known), "allowed": known})])
    labels = tuple(found.engine.rules.version for found in versions)
    if version:
        chosen = [found for found in versions if found.engine.rules.version == version]
        if not chosen:
            raise Faulty([Fault("no_such_version", facts={"value": version, "allowed": labels})])
        return chosen[0]
    return _by_date(versions, issued, loss_date)


def applies(found: Found, issued: date | None, loss_date: date | None) -> bool | None:
    """Whether the set's own day lies in its period; None while that day is unknown and the period is bounded."""
    rules = found.engine.rules
    day = issued if rules.basis is Basis.ISSUED else loss_date
    if rules.first is None and rules.last is None:
        return True
    if day is None:
        return None
    return (rules.first is None or rules.first <= day) and (rules.last is None or day <= rules.last)


def _by_date(versions: list[Found], issued: date | None, loss_date: date | None) -> Found:
    fitting = [found for found in versions if applies(found, issued, loss_date)]
    if len(fitting) == 1:
        return fitting[0]
    if len(versions) == 1 and applies(versions[0], issued, loss_date) is None:
        return versions[0]
    rules = versions[0].engine.rules
    labels = tuple(found.engine.rules.version for found in versions)
    code = (
        "which_version" if any(applies(found, issued, loss_date) is None for found in versions) else "no_version_then"
    )
    raise Faulty([Fault(code, facts={"value": rules.name, "basis": rules.basis, "allowed": labels})])


@cache
def shipped() -> tuple[Found, ...]:
    """The sets that come with Pharos, by file name."""
    return tuple(from_file(path) for path in set_files(SHIPPED))


def shipped_text(name: str) -> tuple[str, str]:
    """A set that comes with Pharos and its situations as one text to publish, and its label. Raises Faulty."""
    found = named(name)
    assert found.path is not None, "sets that come with Pharos are files"
    beside = found.path.with_name(found.path.stem + BESIDE)
    situations = f"\n{read_text(beside)}" if beside.exists() else ""
    return f"{read_text(found.path)}{situations}", found.engine.rules.label


def set_files(folder: Path) -> Iterator[Path]:
    """Files of rule sets in a folder, those of situations left out."""
    return (path for path in sorted(folder.glob("*.yaml")) if not path.name.endswith(BESIDE))
