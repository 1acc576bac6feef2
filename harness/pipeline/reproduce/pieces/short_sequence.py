"""Plays a sequence on both classes: enough where what differs shows in a repr."""
import re
import sys

__SEQUENCE__ = "o = deque([])"
__NATIVE__ = __PORT__ = object
__OBSERVED__ = None
__STEP__ = 1
# --- in the script:

SEQUENCE = __SEQUENCE__

def play(target):
    names, did = dict(globals(), __CLASS__=target), []
    for statement in SEQUENCE.strip().splitlines():
        name, call = re.fullmatch(r"(?:(o|r[0-9]+) = )?(.*)", statement).groups()
        try:
            value = names[name] = eval(call, names)
            result = "made" if call.startswith("__CLASS__(") else repr(value)
        except BaseException as error:
            result = "raises " + type(error).__qualname__
        state = repr(__OBSERVED__) if "o" in names else None
        did.append({key: re.sub(r"0x[0-9a-f]+|\b(__CLASS__|__OTHER__)\b", "...", text or "")
                    for key, text in (("result", result), ("state", state))})
        print("   ", statement, " # " + result, state and "state: " + state)
    return did

print("native:")
native = play(__NATIVE__)
print("port:")
port = play(__PORT__)
sys.exit(native[__STEP__]["__PART__"] != port[__STEP__]["__PART__"])
