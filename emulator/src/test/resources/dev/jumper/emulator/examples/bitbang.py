# An I2C bus in Python, on any two pins.
from machine import Pin


class Bus:
    def __init__(self, scl, sda):
        self.scl = scl
        self.sda = sda

    def start(self):
        self.sda(1)
        self.scl(1)
        self.sda(0)
        self.scl(0)

    def stop(self):
        self.sda(0)
        self.scl(1)
        self.sda(1)

    def bit(self, level):
        self.sda(level)
        self.scl(1)
        seen = self.sda()
        self.scl(0)
        return seen

    def write(self, value):
        for i in range(7, -1, -1):
            self.bit(value >> i & 1)
        return self.bit(1) == 0

    def read(self, more):
        value = 0
        for _ in range(8):
            value = value << 1 | self.bit(1)
        self.bit(0 if more else 1)
        return value


bus = Bus(Pin(5, Pin.OPEN_DRAIN), Pin(4, Pin.OPEN_DRAIN))
bus.start()
there = bus.write(0x3A << 1)
bus.write(0)
bus.start()
bus.write(0x3A << 1 | 1)
print(there, [bus.read(True), bus.read(False)])
bus.stop()
