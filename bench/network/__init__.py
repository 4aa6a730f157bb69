"""The search of the network among a million facilities: the 50 nearest that pass, and the whole scored search.

`tight` is one speciality, under contract, Russian spoken, day and night (0.1 %); `rare` what one in three hundred has,
under contract (0.1 %); `loose` one speciality under contract (7.5 %); `any` one speciality whoever has it (25 %). Every
answer is compared with one found by looking at all.
"""

from bench.network.asking import run

__all__ = ["run"]
