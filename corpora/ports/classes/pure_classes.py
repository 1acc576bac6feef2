"""Classes of the standard library without their accelerators."""
import unaccelerated

timedelta = unaccelerated.load("datetime", without=["_datetime"]).timedelta
