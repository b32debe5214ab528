# Chains of WS2812 lights (RGB) and SK6812 (RGBW).
from machine import bitstream

_SLOW = 800, 1700, 1600, 900  # 400 kHz: high and low of a 0, of a 1, in nanoseconds
_FAST = 400, 850, 800, 450  # 800 kHz


class NeoPixel:
    ORDER = (1, 0, 2, 3)  # where red, green, blue and white are in what is sent

    def __init__(self, pin, n, bpp=3, timing=1):
        self.pin = pin
        self.n = n
        self.bpp = bpp
        self.buf = bytearray(n * bpp)
        self.timing = (_FAST if timing else _SLOW) if isinstance(timing, int) else timing
        pin.init(pin.OUT)

    def __len__(self):
        return self.n

    def _at(self, i):
        if not -self.n <= i < self.n:
            raise IndexError("index out of range")
        return i % self.n * self.bpp

    def __setitem__(self, i, colour):
        at = self._at(i)
        for k in range(self.bpp):
            self.buf[at + self.ORDER[k]] = colour[k]

    def __getitem__(self, i):
        at = self._at(i)
        return tuple(self.buf[at + self.ORDER[k]] for k in range(self.bpp))

    def fill(self, colour):
        for i in range(self.n):
            self[i] = colour

    def write(self):
        bitstream(self.pin, 0, self.timing, self.buf)
