# There is no ESP chip: what can be answered for a simulated board is answered, the rest is not here.
def osdebug(level=None, *rest):
    pass


def sleep_type(kind=None):
    return 0
