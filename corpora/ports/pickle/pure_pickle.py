"""The Python pickler, by protocol."""
import pickle


def dumps_p0(obj):
    return pickle._dumps(obj, 0)


def dumps_p5(obj):
    return pickle._dumps(obj, 5)
