"""numpy.ndarray on the one side, pure_ndarray.Array on the other."""

import numpy

import lockstep
from pure_ndarray import Array

# Items, columns, order in memory and dtype: what `numpy_array` makes an array of.
VALUES = (
    "tuple[list[Annotated[int, Ge(-999), Le(999)]], Annotated[int, Ge(1), Le(4)], "
    "Literal['C', 'F'], Literal['<f8', '>f8', '<f4', '<i8', '|b1']]"
)


def numpy_array(drawn):
    """A table of so many columns; what does not fill a row is left out."""
    items, columns, order, dtype = drawn
    rows = len(items) // columns
    table = numpy.array(items[: rows * columns], dtype).reshape(rows, columns)
    return numpy.array(table, order=order)


@lockstep.mapping(
    numpy.ndarray,
    Array,
    values=VALUES,
    make=numpy_array,
    operations={
        "__len__": "",
        "__neg__": "",
        "__abs__": "",
        "__getitem__": "index: Annotated[int, Ge(-5), Le(5)]",
        "__iter__": "",
        "tolist": "",
        "tobytes": "",
        "transpose": "",
        "ravel": "order: Literal['C', 'F']",
        "flatten": "",
        "copy": "",
        "astype": "dtype: Literal['<f8', '>f8', '<f4', '<i8', '|b1']",
        "byteswap": "",
        "any": "",
        "all": "",
        "max": "",
        "argmin": "",
        "fill": "value: Annotated[int, Ge(-999), Le(999)]",
    },
    cases=2000,
)
class Arrays:
    def to_port(native):
        order = "F" if native.flags.fnc else "C"
        return Array(native.tolist(), native.shape, native.dtype.str, order)

    def to_native(port):
        flat = numpy.array(port.flat(), port.dtype)
        return numpy.array(flat.reshape(port.shape), order=port.order)

    def update(native, port):
        native[...] = numpy.array(port.flat(), port.dtype).reshape(port.shape)
