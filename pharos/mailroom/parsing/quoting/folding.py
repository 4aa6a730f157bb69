"""Folding: what stays in sight, what is folded away as quoted, what is a signature.

Answers written between quoted lines stay in sight. A forwarded letter is content, not quotation: when a mark says so,
or when nothing else was written.
"""

from dataclasses import dataclass

from pharos.mailroom.parsing.quoting import marks
from pharos.mailroom.parsing.quoting.signatures import cut_signature
from pharos.mailroom.parsing.quoting.tidying import tidy


@dataclass(frozen=True, slots=True)
class Folded:
    """A letter's text in three piles; `forwarded` says that the visible one holds somebody else's letter."""

    visible: str
    quoted: str
    signature: str
    forwarded: bool


def fold_quotes(text: str, *, subject: str, line_limit: int) -> Folded:
    """Sort the lines of a tidy text. Nothing is lost: every line lands in one of the piles."""
    lines = text.split("\n")
    rest = lines[line_limit:]
    folder = _Folder(lines[:line_limit], forwarding=bool(marks.FORWARDING_SUBJECT.match(subject)))
    folder.run()
    folder.quoted.extend(rest)
    return folder.result(text)


class _Folder:
    """One pass over the lines. `segment` holds the writer's own lines since the last quotation."""

    def __init__(self, lines: list[str], *, forwarding: bool) -> None:
        self.lines = lines
        self.forwarding = forwarding
        self.segment: list[str] = []
        self.visible: list[str] = []
        self.quoted: list[str] = []
        self.signature: list[str] = []
        self.forwarded = False

    def run(self) -> None:
        at = 0
        while at < len(self.lines):
            at = self._step(at)
        self._close_segment()

    def _step(self, at: int) -> int:
        line = self.lines[at]
        if marks.quote_depth(line):
            return self._take_quoted(at)
        if marks.forward_mark(line):
            return self._take_forwarded(at)
        if marks.original_mark(line) or self._ruled_block(at):
            return self._take_forwarded(at) if self.forwarding else self._take_rest(at)
        if ":" in line:
            taken = self._step_over_colon(at, line)
            if taken:
                return taken
        self.segment.append(line[1:] if line.startswith(">From ") else line)
        return at + 1

    def _ruled_block(self, at: int) -> bool:
        """A line across the page with a printed letter head right under it."""
        below = self._next_said(at) if marks.rule(self.lines[at]) else -1
        return below > 0 and marks.header_block(self.lines, below)

    def _step_over_colon(self, at: int, line: str) -> int:
        """Attributions and letter heads; 0 when the line is neither."""
        if marks.header_block(self.lines, at):
            return self._take_forwarded(at) if self.forwarding else self._take_rest(at)
        start = marks.attribution_start(self.lines, at)
        below = self._next_said(at)
        quoted_below = below > 0 and marks.quote_depth(self.lines[below]) > 0
        if start < 0 and quoted_below and marks.bare_attribution(line):
            start = at
        if start < 0:
            return 0
        if start < at:
            del self.segment[max(0, len(self.segment) - (at - start)) :]
        if quoted_below:
            self._close_segment()
            self.quoted.extend(self.lines[start : at + 1])
            return at + 1
        if self.forwarding and not any(line.strip() for line in self.segment + self.visible):
            return self._take_forwarded(start)
        return self._take_rest(start)

    def _next_said(self, at: int) -> int:
        """The next line that is not blank, if it is near; -1 when it is not."""
        return next((n for n in range(at + 1, min(at + 4, len(self.lines))) if self.lines[n].strip()), -1)

    def _take_quoted(self, at: int) -> int:
        self._close_segment()
        while at < len(self.lines) and marks.quote_depth(self.lines[at]):
            self.quoted.append(self.lines[at])
            at += 1
        return at

    def _take_rest(self, at: int) -> int:
        self._close_segment()
        self.quoted.extend(self.lines[at:])
        return len(self.lines)

    def _take_forwarded(self, at: int) -> int:
        """Everything from here on is somebody else's letter, shown as content without its quotation marks."""
        self._close_segment()
        self.forwarded = True
        rest = self.lines[at:]
        said = [line for line in rest[1:] if line.strip()]
        if said and all(marks.quote_depth(line) for line in said):
            rest = [line[1:].removeprefix(" ") if line.startswith(">") else line for line in rest]
        self.visible.extend(rest)
        return len(self.lines)

    def _close_segment(self) -> None:
        """A run of the writer's own lines ends: its signature comes off."""
        kept, cut = cut_signature(self.segment)
        self.signature.extend(cut)
        if kept:
            self.visible += [*kept, ""]
        self.segment = []

    def result(self, text: str) -> Folded:
        visible = tidy("\n".join(self.visible))
        if not visible:
            return self._nothing_new(text)
        return Folded(visible, tidy("\n".join(self.quoted)), tidy("\n".join(self.signature)), self.forwarded)

    def _nothing_new(self, text: str) -> Folded:
        """Nothing was written above the quotation: then the quotation is the letter."""
        said = tidy("\n".join(marks.unquoted(line) for line in self.quoted))
        signature = tidy("\n".join(self.signature))
        if said:
            return Folded(said, "", signature, forwarded=True)
        return Folded(signature or tidy(text), "", "", forwarded=False)
