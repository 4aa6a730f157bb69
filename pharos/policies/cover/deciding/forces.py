"""Which rows are in force, in Kleene logic: for certain, or perhaps."""

from pharos.policies.cover.deciding.compiled import ItemMasks


def forces(item: ItemMasks, fired: int, open_: int, *, with_duties: bool = False) -> tuple[int, int]:
    """Rows of the item in force for certain, and rows that may be in force; the first lie within the second.

    Rows are visited overriding ones first, so one pass settles all. The second answer is an upper bound: it takes no
    notice that two open rows may exclude each other. Duties never change an answer and are left out unless asked for.
    """
    mine = item.rows | item.duties if with_duties else item.rows
    fired &= mine
    open_ &= mine
    perhaps = fired | open_
    contested = perhaps & item.contested
    if not contested:
        return fired, perhaps
    sure = fired
    silencers = item.silencers
    while contested:
        bit = contested & -contested
        contested ^= bit
        over = silencers[bit]
        if over & perhaps:
            sure &= ~bit
            if over & sure:
                perhaps &= ~bit
    return sure, perhaps
