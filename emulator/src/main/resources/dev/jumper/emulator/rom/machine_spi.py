import _jumper
from machine import Pin, _handle, _ok
from uctypes import addressof


class SoftSPI:
    MSB = 0
    LSB = 1

    def __init__(self, baudrate=500000, *, polarity=0, phase=0, bits=8, firstbit=0, sck=None, mosi=None, miso=None):
        self._pins = sck, mosi, miso
        self._settings = baudrate, polarity, phase, bits, firstbit
        self.init()

    def init(
        self, baudrate=None, *, polarity=None, phase=None, bits=None, firstbit=None, sck=None, mosi=None, miso=None
    ):
        asked = baudrate, polarity, phase, bits, firstbit
        self._settings = settings = tuple(_first(a, b) for a, b in zip(asked, self._settings))
        self._pins = pins = tuple(_first(a, b) for a, b in zip((sck, mosi, miso), self._pins))
        if pins[0] is None:
            raise ValueError("SPI needs a pin for sck")
        if settings[3] != 8:
            raise ValueError("bits must be 8")
        if settings[0] < 1:
            raise ValueError("baudrate must be 1 or more")
        self._mode = bool(settings[4]) << 2 | bool(settings[1]) << 1 | bool(settings[2])
        numbers = (-1 if pin is None else _handle(pin) for pin in pins)
        self._bus = _ok(_jumper.spi(*numbers, self._mode))

    def deinit(self):
        pass

    def _exchange(self, out, into):
        _ok(_jumper.spi_transfer(self._bus, self._settings[0], self._mode, addressof(out), len(out), into))

    def write(self, buf):
        self._exchange(buf, 0)

    def read(self, nbytes, write=0x00):
        buf = bytearray(nbytes)
        self.readinto(buf, write)
        return bytes(buf)

    def readinto(self, buf, write=0x00):
        self._exchange(bytes((write,)) * len(buf), addressof(buf))

    def write_readinto(self, write_buf, read_buf):
        if len(write_buf) != len(read_buf):
            raise ValueError("buffers must be the same length")
        self._exchange(write_buf, addressof(read_buf))

    def __repr__(self):
        return "%s(%d, sck=%r, mosi=%r, miso=%r)" % ((self.__class__.__name__, self._settings[0]) + self._pins)


class SPI(SoftSPI):
    """The bus of the board, on pins 14, 13 and 12 unless told otherwise; in software too."""

    def __init__(self, id=1, baudrate=1000000, *, sck=None, mosi=None, miso=None, **options):
        super().__init__(
            baudrate, sck=sck or Pin(14), mosi=mosi or Pin(13), miso=miso or Pin(12), **options
        )


def _first(a, b):
    return b if a is None else a
