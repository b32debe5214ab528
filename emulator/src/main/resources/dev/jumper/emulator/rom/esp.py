# There is no ESP chip: what can be answered for a simulated board is answered, the rest is not here.
from machine import bitstream, dht_readinto


def osdebug(level=None, *rest):
    pass


def sleep_type(kind=None):
    return 0


def neopixel_write(pin, buf, is800khz):
    bitstream(pin, 0, (400, 850, 800, 450) if is800khz else (800, 1700, 1600, 900), buf)
