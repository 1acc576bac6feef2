"""A value as text that tells apart what the laws do."""
import io
import re
import struct
# --- in the script:

def show(value, open_=()):
    kind = type(value)
    if id(value) in open_:
        return "<cycle>"
    open_ += (id(value),)
    if kind is float:
        return repr(value) if value == value else "nan:" + struct.pack(">d", value).hex()
    if kind is complex:
        return "complex(%s, %s)" % (show(value.real), show(value.imag))
    if kind in (list, tuple):
        return kind.__name__ + "[" + ", ".join(show(item, open_) for item in value) + "]"
    if kind in (set, frozenset):
        return kind.__name__ + "{" + ", ".join(sorted(show(item, open_) for item in value)) + "}"
    if kind is dict:
        return "{" + ", ".join(show(k, open_) + ": " + show(v, open_) for k, v in value.items()) + "}"
    if kind is int and value.bit_length() > 10000:  # Python may refuse to write it in decimal
        return hex(value)
    if kind in (int, bool, str, bytes, bytearray, type(None), range, slice):
        return ascii(value)
    name = "" if kind.__module__ == "builtins" else kind.__qualname__ + " "
    held = inside(value, kind)
    if held is not None:
        return name + show(held, open_)
    if hasattr(kind, "__next__"):
        return "iterator over " + yielded(value, open_)
    return name + re.sub("0x[0-9a-f]+", "0x...", ascii(value))

def inside(value, kind):  # of objects whose text does not tell it
    if kind.__name__ == "ndarray" and hasattr(value, "dtype"):
        return value.dtype.str, value.shape, value.flags.fnc, value.flags.writeable, value.tobytes()
    if kind.__name__ == "array" and hasattr(value, "typecode"):
        return value.typecode, value.tolist()
    if isinstance(value, re.Match):
        return value.re, value.string, value.pos, value.endpos, value.regs, value.lastindex
    if isinstance(value, (io.StringIO, io.BytesIO)):
        return ("closed",) if value.closed else (value.getvalue(), value.tell())
    if isinstance(value, BaseException):
        return value.args, vars(value)
    if kind.__repr__ is object.__repr__ and kind is not object and not hasattr(kind, "__next__"):
        try:
            return value.__reduce_ex__(4)[1:3]
        except Exception:
            return None

def yielded(value, open_):
    items, end = [], ""
    try:
        for _, item in zip(range(64), value):
            items.append(item)
    except BaseException as error:
        end = ", then raises " + type(error).__qualname__
    return show(items, open_) + end
