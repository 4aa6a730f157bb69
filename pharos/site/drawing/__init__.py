"""How plain values look on a screen: clocks, times, money, numbers. Words are translated here, nothing is decided."""
