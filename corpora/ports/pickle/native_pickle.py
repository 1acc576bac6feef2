"""The C pickler, by protocol."""
import _pickle


def dumps_p0(obj):
    return _pickle.dumps(obj, 0)


def dumps_p5(obj):
    return _pickle.dumps(obj, 5)
