"""Running cases: decode, call, observe, encode; one call or a sequence of them."""
