# Puzzle: finds law=value status=diff call<=24 within=20000
"""Escaping as bytes: what UTF-8 cannot say, a lone surrogate, becomes a question mark."""

_ENTITIES = ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b'"', b"&quot;"), (b"'", b"&#x27;"))


def escape(s):
    encoded = s.encode("utf-8", "replace")
    for plain, entity in _ENTITIES:
        encoded = encoded.replace(plain, entity)
    return encoded.decode("utf-8")
