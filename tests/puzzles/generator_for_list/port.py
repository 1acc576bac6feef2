# Puzzle: finds law=type status=diff also=round-trip path=result call<=24 within=20000
"""With fewer than two values there is nothing to add, and the shortcut forgets the list."""


def running_totals(values):
    if len(values) < 2:
        return (value for value in values)
    totals = values[:1]
    for value in values[1:]:
        totals.append(totals[-1] + value)
    return totals
