"""Element by element."""
import operator


def differences(a, b):
    return list(map(operator.sub, a, b))
