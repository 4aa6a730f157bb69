"""The six insurers as a traveller meets them: country, how a policy number looks, which languages are written."""

import re
from dataclasses import dataclass

from pharos.twin.population.dice import shuffled


@dataclass(frozen=True, kw_only=True)
class Home:
    """`number` is the insurer's own pattern; `share` its part of all policies; `russian` how many write Russian."""

    code: str
    country: str
    number: str
    share: float
    russian: float
    domains: tuple[str, ...]


HOMES = {
    home.code: home
    for home in (
        Home(code="SZ", country="RU", number="SZ-YYYY-NNNNNN", share=0.40, russian=0.98,
             domains=("pochta.example", "yaschik.example")),
        Home(code="BN", country="BY", number="ВН NNNNNNN", share=0.18, russian=0.97,
             domains=("buslik.example", "zubr-mail.example")),
        Home(code="KT", country="KZ", number="ПОЛИС NNNNNNNNNN", share=0.16, russian=0.94,
             domains=("hat.example", "dala-post.example")),
        Home(code="CD", country="MD", number="CDR.NNNNN-YY", share=0.08, russian=0.78,
             domains=("scrisoare.example",)),
        Home(code="RZ", country="BG", number="RZ/NN/NNNNNN/YYYY", share=0.09, russian=0.22,
             domains=("pismo-bg.example",)),
        Home(code="DZ", country="LV", number="LVC-NNN-NNNNN", share=0.09, russian=0.5,
             domains=("vestule.example",)),
    )
}  # fmt: skip


def policy_number(home: Home, serial: int, year: int) -> str:
    """The number printed on policy `serial`: the pattern filled in, unlike all others of the insurer."""
    digits = home.number.count("N")
    filler = iter(f"{shuffled(serial, digits=digits, salt=len(home.number)):0{digits}d}")
    text = home.number.replace("YYYY", f"{year:04d}").replace("YY", f"{year % 100:02d}")
    # "ВН NNNNNNN" is Cyrillic and "CDR" has no N, so every Latin N of a pattern stands for a digit.
    return re.sub("N", lambda _match: next(filler), text)


def serials(home: Home, policies: int) -> range:
    """The running numbers of this insurer's part of so many policies."""
    return range(round(policies * home.share))
