# Puzzle: finds law=value status=diff call~pay call<=50 within=4000
"""Pays one amount after the other, and has paid some of them when it refuses."""


class Account:
    def __init__(self, balance=0):
        self.balance = balance
        self.entries = []

    def pay(self, amounts):
        if sum(amounts) > self.balance:
            self.entries += amounts[:1]
            raise ValueError("overdrawn")
        self.balance -= sum(amounts)
        self.entries += amounts

    def deposit(self, amount):
        self.balance += amount
        return self.balance
