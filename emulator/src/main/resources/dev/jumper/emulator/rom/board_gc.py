from gc import *
from gc import __name__, mem_free as _mem_free


# The interpreter counts as free what its heap could grow by, which this board's cannot.
def mem_free():
    return _mem_free() - 134217728
