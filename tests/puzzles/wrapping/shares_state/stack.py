"""Native: a class with state of its own."""


class Stack:
    def __init__(self, items):
        self.items = list(items)
