"""What surrounds a call of the target: entered before it and left after it, by the case of a function
and by each step of a sequence alike. The extension has the same (around_call.h).

What is traced, counted or made to fail in the target's own calls, and in nothing else, comes here.
"""

from typing import Any, Callable, Dict, List, Optional, Tuple

RETURNED, RAISED = 0, 1

Came = Tuple[int, Any]  # how a call ended, with the result or the exception


class AroundCall:
    def __call__(
        self,
        target: Callable[..., Any],
        args: List[Any],
        kwargs: Dict[str, Any],
        method: Optional[str] = None,
    ) -> Came:
        """Of the target, or of its method; to look that up is a part of the call. Exceptions come
        without their traceback, which holds the arguments."""
        try:
            if method is not None:
                target = getattr(target, method)
            return RETURNED, target(*args, **kwargs)
        except BaseException as error:
            error.__traceback__ = None
            return RAISED, error
