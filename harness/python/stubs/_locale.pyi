# What the package uses of the C module behind ``locale``, for which typeshed has no stub.
from typing import Optional

LC_ALL: int

def setlocale(__category: int, __locale: Optional[str] = ...) -> str: ...
