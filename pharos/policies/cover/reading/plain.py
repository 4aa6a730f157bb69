"""YAML (and so JSON) to plain lists, mappings and texts. Every scalar stays text: what it means, its column decides.

So `no`, `1.10`, `2026-01-01` and `18:30` are never guessed at. Tags, anchors and aliases are not carried out.
"""

import re
from collections.abc import Iterator

import yaml

from pharos.policies.cover.faults import Fault, Faulty, Path

Plain = str | list["Plain"] | dict[str, "Plain"]

LONGEST = 4_000_000
"""Characters of a file: a set of 600 rows has 200,000."""
DEEPEST = 40
_BRACKETS = re.compile(r"[\[\]{}]")
_DASHES = re.compile(rf"^\s*(?:- ?){{{DEEPEST},}}", re.MULTILINE)


def load(text: str) -> Plain:
    """The file as plain values. Raises Faulty where it is no YAML, or says one thing twice."""
    node = _composed(text)
    if node is None:
        raise Faulty([Fault("empty_file")])
    faults: list[Fault] = []
    value = _plain(node, (), faults, set())
    if faults:
        raise Faulty(faults)
    return value


def line_of(text: str, path: Path) -> int | None:
    """The line on which a place of the file stands, or the nearest one above it."""
    try:
        node = _composed(text)
    except Faulty:
        return None
    line = None
    for step in path:
        found = _step(node, step)
        if found is None:
            return line
        line, node = found
    return line


def _composed(text: str) -> yaml.Node | None:
    if len(text) > LONGEST:
        raise Faulty([Fault("file_too_long", facts={"longest": LONGEST})])
    if _too_deep(text):
        raise Faulty([Fault("too_deep", facts={"deepest": DEEPEST})])
    try:
        node: yaml.Node | None = yaml.compose(text, yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        raise Faulty([_syntax(error, text)]) from error
    except yaml.YAMLError as error:
        raise Faulty([Fault("not_yaml", facts={"problem": str(error).splitlines()[0]})]) from error
    return node


def _syntax(error: yaml.MarkedYAMLError, text: str) -> Fault:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else None
    stands = text.splitlines()[mark.line] if mark and mark.line < len(text.splitlines()) else ""
    code = "quote_in_braces" if "{" in stands else "not_yaml"
    if re.search(r"[:,{\[]\s*[>%@`]", stands):
        code = "quote_the_cell"
    return Fault(code, facts={"problem": error.problem or str(error.context)}, line=line)


def _too_deep(text: str) -> bool:
    depth = deepest = 0
    for bracket in _BRACKETS.finditer(text):
        depth = depth + 1 if bracket[0] in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    indents = max((len(line) - len(line.lstrip(" ")) for line in text.splitlines()), default=0)
    return deepest > DEEPEST or indents > 8 * DEEPEST or _DASHES.search(text) is not None


def _plain(node: yaml.Node, path: Path, faults: list[Fault], seen: set[int]) -> Plain:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if id(node) in seen:
        faults.append(Fault("alias", path, line=node.start_mark.line + 1))
        return ""
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_plain(entry, (*path, number), faults, seen) for number, entry in enumerate(node.value)]
    assert isinstance(node, yaml.MappingNode)
    found: dict[str, Plain] = {}
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        if name in found:
            faults.append(Fault("said_twice", (*path, name), {"name": name}, line=key.start_mark.line + 1))
        found[name] = _plain(value, (*path, name), faults, seen)
    return found


def _step(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    return next((found for name, found in _children(node) if name == step), None)


def _children(node: yaml.Node | None) -> Iterator[tuple[str | int, tuple[int, yaml.Node]]]:
    if isinstance(node, yaml.SequenceNode):
        yield from ((number, (entry.start_mark.line + 1, entry)) for number, entry in enumerate(node.value))
    elif isinstance(node, yaml.MappingNode):
        yield from ((str(key.value), (key.start_mark.line + 1, value)) for key, value in node.value)
