# Puzzle: holds
"""A port whose helpers travel with it."""
import helper
import lockstep


@lockstep.port_of(sum, args="values: list[int]", cases=1000, contract={"shippable": True})
def total(values):
    whole = 0
    for value in values:
        whole = helper.plus(whole, value)
    return whole
