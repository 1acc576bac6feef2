"""complex as a class of two floats."""

import math

import lockstep


class Complex:
    def __init__(self, real, imag):
        self.real, self.imag = real, imag

    def __add__(self, other):
        return Complex(self.real + other.real, self.imag + other.imag)

    def __sub__(self, other):
        return Complex(self.real - other.real, self.imag - other.imag)

    def __mul__(self, other):
        return Complex(
            self.real * other.real - self.imag * other.imag,
            self.real * other.imag + self.imag * other.real,
        )

    def __truediv__(self, other):
        """Scaled by the larger part of the divisor, as C Python does it."""
        if abs(other.real) >= abs(other.imag):
            if other.real == 0:
                raise ZeroDivisionError("complex division by zero")
            ratio = other.imag / other.real
            scale = other.real + other.imag * ratio
            return Complex(
                (self.real + self.imag * ratio) / scale, (self.imag - self.real * ratio) / scale
            )
        if abs(other.imag) >= abs(other.real):
            ratio = other.real / other.imag
            scale = other.real * ratio + other.imag
            return Complex(
                (self.real * ratio + self.imag) / scale, (self.imag * ratio - self.real) / scale
            )
        return Complex(math.nan, math.nan)

    def __neg__(self):
        return Complex(-self.real, -self.imag)

    def __pos__(self):
        return self

    def __bool__(self):
        return self.real != 0 or self.imag != 0

    def __eq__(self, other):
        return self.real == other.real and self.imag == other.imag

    __hash__ = None

    def __abs__(self):
        length = math.hypot(self.real, self.imag)
        if math.isinf(length) and math.isfinite(self.real) and math.isfinite(self.imag):
            raise OverflowError("absolute value too large")
        return length

    def conjugate(self):
        return Complex(self.real, -self.imag)


@lockstep.mapping(
    complex,
    Complex,
    values="tuple[FiniteFloat, FiniteFloat]",  # of two NaN, which payload wins is the compiler's choice
    make=lambda parts: complex(*parts),
    operations={
        "__add__": "other: Self",
        "__sub__": "other: Self",
        "__mul__": "other: Self",
        "__truediv__": "other: Self",
        "__neg__": "",
        "__pos__": "",
        "__bool__": "",
        "__eq__": "other: Self",
        "__abs__": "",
        "conjugate": "",
    },
    cases=4000,
)
class Complexes:
    def to_port(native):
        return Complex(native.real, native.imag)

    def to_native(port):
        return complex(port.real, port.imag)
