"""datetime without _datetime."""
from unaccelerated import load

_datetime = load("datetime", without=["_datetime"])
date = _datetime.date
datetime = _datetime.datetime
time = _datetime.time
