"""In which of seven drawers a name is kept in this process: the drawers of another are others."""


def drawer(name):
    return name, hash(name) % 7
