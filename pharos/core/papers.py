"""A paper: a letter with headings, sentences, facts and tables, in Russian or English, and its PDF. The same paper
gives the same bytes, whenever and wherever it is made."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Sentences:
    """A paragraph; line breaks stay."""

    text: str


@dataclass(frozen=True)
class Facts:
    """Pairs of a name and what it is."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Rows:
    """A table; `widths` are shares of the page where the columns are not alike."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()


Block = Heading | Sentences | Facts | Rows


@dataclass(frozen=True, kw_only=True)
class Paper:
    """`sender` stands above the title, `foot` on every page beside its number."""

    title: str
    sender: str = ""
    under_title: str = ""
    blocks: tuple[Block, ...] = field(default=())
    foot: str = ""
    language: str = "ru"


def pdf(paper: Paper) -> bytes:
    """The paper's bytes. A sign the font lacks is drawn as an empty box, never left out."""
    from pharos.core.printing import printed  # the PDF library is loaded by whoever makes a paper, not by every process

    return printed(paper)
