"""Runs `lockstep check` over a set of pairs with known differences, and says how it did."""
