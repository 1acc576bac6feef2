# Puzzle: holds
"""Running totals, as a loop."""


def running_totals(values):
    totals = []
    for value in values:
        totals.append(totals[-1] + value if totals else value)
    return totals
