# Puzzle: finds law=arguments status=diff also=input-immutability call<=24 within=20000
"""The median of a list that is sorted where it lies: the caller's list is left sorted."""


def median(data):
    data.sort()
    middle = len(data) // 2
    if len(data) % 2:
        return data[middle]
    return (data[middle - 1] + data[middle]) / 2
