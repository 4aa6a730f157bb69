"""Which reviews a second doctor looks at, blind: drawn by their id, so that nobody can choose or foresee it cheaply.

Reviewers of the same charts agree with kappa 0.2 to 0.6 (Camacho and Rubin, Medical Care 1996), so that a department
that does not read some cases twice cannot know how far its verdicts can be relied on.
"""

from hashlib import sha256
from uuid import UUID

SHARE = 0.08


def drawn(review: UUID, *, salt: str, share: float = SHARE) -> bool:
    """Whether this review is read twice. The same answer whenever it is asked; `salt` is the house's own secret."""
    point = int.from_bytes(sha256(f"{salt}:{review}".encode()).digest()[:8])
    return point < share * 2**64
