# Puzzle: holds
"""A translator that rounds once."""
from decimal import Decimal

import lockstep


class Cents:
    def __init__(self, text):
        self.text = text


@lockstep.mapping(
    Decimal, Cents, values="Annotated[int, Ge(0), Le(9999)]", make=Decimal, cases=500,
    except_laws=[{"law": "translation-round-trip", "reason": "cents, by design"}])
class Money:
    def to_port(native):
        return Cents(str(native))

    def to_native(port):
        return Decimal(port.text[:2] or "0")
