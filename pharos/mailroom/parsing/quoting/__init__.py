"""What the writer of a letter wrote, told apart from what the letter repeats."""

from pharos.mailroom.parsing.quoting.folding import Folded, fold_quotes
from pharos.mailroom.parsing.quoting.tidying import tidy

__all__ = ["Folded", "fold_quotes", "tidy"]
