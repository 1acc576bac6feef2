# Puzzle: holds
"""The same account with its balance worked out from the entries."""


class Account:
    def __init__(self, balance=0):
        self._deposits = balance
        self.entries = []

    @property
    def balance(self):
        return self._deposits - sum(self.entries)

    def pay(self, amounts):
        if sum(amounts) > self.balance:
            raise ValueError("overdrawn")
        self.entries = self.entries + list(amounts)

    def deposit(self, amount):
        self._deposits += amount
        return self.balance
