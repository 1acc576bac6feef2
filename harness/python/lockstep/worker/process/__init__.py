"""The process of a worker: containment, limits, sandbox, frames over its socket, knobs turned in it."""
