"""An account that is never overdrawn."""
from typing import List


class Account:
    def __init__(self, balance: int = 0):
        self.balance = balance
        self.entries = []

    def pay(self, amounts: List[int]):
        if sum(amounts) > self.balance:
            raise ValueError("overdrawn")
        self.balance -= sum(amounts)
        self.entries += amounts

    def deposit(self, amount: int):
        self.balance += amount
        return self.balance
