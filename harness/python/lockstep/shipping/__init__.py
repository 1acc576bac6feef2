"""Whether a port can be sent to another machine: without native's library, by value, and written in
the constructs that its contract allows."""
