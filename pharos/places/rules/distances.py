"""How far apart two points of the earth are."""

import math


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance on a sphere of 6371 km."""
    one, two, step = math.radians(lat1), math.radians(lat2), math.radians(lon2 - lon1)
    chord = math.sin((two - one) / 2) ** 2 + math.cos(one) * math.cos(two) * math.sin(step / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(chord))
