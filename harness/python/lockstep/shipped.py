"""The exception of a port that cannot be sent. Findings and stored cases have it under this name."""


class NotShippable(Exception):
    """The port cannot be pickled by value, or not be made of what was pickled."""
