"""Which of so many buckets a number falls into."""


def bucket(number, buckets):
    return number % buckets
