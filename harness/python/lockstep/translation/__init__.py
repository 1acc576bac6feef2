"""Adapters between native's classes and the port's: arguments are translated there, results back."""
