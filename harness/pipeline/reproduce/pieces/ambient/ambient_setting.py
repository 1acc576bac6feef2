"""What of the process and of its modules can be set beside."""
import importlib
import os
import sys
# --- in the script:

def ambient():
    import contextvars, locale, logging, resource, socket
    umask = os.umask(0o77)
    os.umask(umask)
    seen = {"umask": oct(umask), "time-out of sockets": ascii(socket.getdefaulttimeout()),
            "locale": locale.setlocale(locale.LC_ALL), "priority": ascii(os.getpriority(0, 0)),
            "logging": ascii((logging.root.level, len(logging.root.handlers), logging.root.manager.disable))}
    for kind in ("NOFILE", "AS", "STACK", "FSIZE"):
        seen["limit " + kind] = ascii(resource.getrlimit(getattr(resource, "RLIMIT_" + kind)))
    for variable, value in contextvars.copy_context().items():
        seen["context variable " + variable.name] = id(value)
    for name in ("faulthandler.is_enabled", "tracemalloc.is_tracing"):
        module, _, function = name.partition(".")
        seen[name] = ascii(getattr(importlib.import_module(module), function)())
    for name in ("path_hooks", "meta_path"):
        seen["sys." + name] = [*map(id, getattr(sys, name))]
    if "numpy.random" in sys.modules:
        numpy = sys.modules["numpy"]
        seen["numpy"] = ascii((numpy.geterr(), numpy.get_printoptions()))
    return seen
