"""What to ask so that a fact becomes known."""

from pharos.policies.cover.cases import Case, State
from pharos.policies.cover.sets import FactKind, RuleSet


def askable(rules: RuleSet, case: Case, name: str) -> tuple[str, ...]:
    """The facts to ask about: for a computed one the operands nobody knows, where they are facts; else itself."""
    fact = rules.fact(name)
    if fact is None or fact.computed is None:
        return (name,)
    names = [operand for operand in fact.computed.operands if _unknown_fact(rules, case, operand)]
    found = [asked for operand in names for asked in askable(rules, case, operand)]
    return tuple(dict.fromkeys(found)) or (name,)


def question(fact: FactKind, language: str) -> str:
    """As it is read aloud; the fact's name where no question was written."""
    return fact.ask.said(language) or fact.title.said(language) or fact.name


def _unknown_fact(rules: RuleSet, case: Case, name: str) -> bool:
    known = case.facts.get(name)
    return rules.fact(name) is not None and (known is None or known.state is not State.KNOWN)
