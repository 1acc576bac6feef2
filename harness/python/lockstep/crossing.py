"""The exception that tells of a leak. Findings and stored cases have it under this name."""


class Leak(Exception):
    """An object of the port's side would have reached the caller."""
