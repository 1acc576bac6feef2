"""Whether a text is as it was."""


def unchanged(before, after):
    return before == after
