"""How Lockstep takes the Money of each side apart."""
import lockstep


def apart(value):
    return lockstep.made(type(value), value.amount, unit=value.unit)


for module in ("native", "port", "twin"):
    lockstep.codec(module + ":Money")(apart)
