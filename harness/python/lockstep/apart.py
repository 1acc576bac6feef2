"""The exception of a port that needs native. Findings and stored cases have it under this name."""


class NativeIsAbsent(ModuleNotFoundError):
    """The port asked for what it stands for."""
