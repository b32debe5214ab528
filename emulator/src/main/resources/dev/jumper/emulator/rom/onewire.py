import _jumper
from machine import _handle, _ok
from uctypes import addressof


class OneWireError(Exception):
    pass


class OneWire:
    SEARCH_ROM = 0xF0
    MATCH_ROM = 0x55
    SKIP_ROM = 0xCC

    def __init__(self, pin):
        self.pin = pin
        if hasattr(pin, "init"):
            pin.init(pin.OPEN_DRAIN, pin.PULL_UP)
        self._bus = _ok(_jumper.onewire(_handle(pin)))

    def reset(self, required=False):
        there = _ok(_jumper.onewire_reset(self._bus))
        if required and not there:
            raise OneWireError
        return there

    def readbit(self):
        return _ok(_jumper.onewire_bit(self._bus, 1))

    def writebit(self, value):
        _ok(_jumper.onewire_bit(self._bus, 1 if value else 0))

    def readbyte(self):
        return _ok(_jumper.onewire_byte(self._bus, 0xFF))

    def writebyte(self, value):
        _ok(_jumper.onewire_byte(self._bus, value))

    def readinto(self, buf):
        for i in range(len(buf)):
            buf[i] = self.readbyte()

    def write(self, buf):
        for value in buf:
            self.writebyte(value)

    def select_rom(self, rom):
        self.reset()
        self.writebyte(self.MATCH_ROM)
        self.write(rom)

    def scan(self):
        codes = bytearray(8 * 64)
        count = min(64, _ok(_jumper.onewire_scan(self._bus, addressof(codes), 64)))
        return [codes[8 * i : 8 * i + 8] for i in range(count)]

    def crc8(self, data):
        crc = 0
        for value in data:
            crc ^= value
            for _ in range(8):
                crc = crc >> 1 ^ (0x8C if crc & 1 else 0)
        return crc
