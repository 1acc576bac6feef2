# Puzzle: finds law=translation-round-trip status=diff
"""A translator that keeps the numbers and forgets their dtype."""
import numpy

import lockstep

DTYPES = "tuple[list[Annotated[int, Ge(0), Le(9)]], Literal['<f8', '>f8', '<f4', 'i1']]"


class Array:
    def __init__(self, items, dtype):
        self.items = items
        self.dtype = dtype


@lockstep.mapping(numpy.ndarray, Array, values=DTYPES, make=lambda pair: numpy.array(*pair), cases=500)
class Arrays:
    def to_port(native):
        return Array(native.tolist(), native.dtype.str)

    def to_native(port):
        return numpy.array(port.items, "f8")
