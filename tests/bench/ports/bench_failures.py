"""Eight typical failures for the shrinking benchmark: each port is wrong where its predicate holds."""


def truth(*arguments):
    return True


def sum_beyond(xs):
    return not sum(xs) > 1000


def duplicates(xs):
    return len(set(xs)) == len(xs)


def many_inside(rows):
    return sum(map(len, rows)) < 3


def large_float(x):
    return not x >= 1e10


def same_ends(s):
    return not (len(s) >= 3 and s[0] == s[-1])


def large_product(a, b):
    return not a * b > 10_000


def deep_value(d):
    return not any(value > 99 for values in d.values() for value in values)


def unsorted(xs):
    return xs == sorted(xs)
