"""Serialisation of Python values: to bytes and back, digests, and what is compared across implementations."""
