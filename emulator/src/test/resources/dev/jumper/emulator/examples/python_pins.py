import machine


class Wire(machine.PinBase):
    """An open-drain line that counts how often it was set."""

    def __init__(self, pin):
        self.pin = pin
        self.count = 0

    def value(self, level=None):
        if level is None:
            return self.pin.value()
        self.count += 1
        self.pin.value(level)


scl = Wire(machine.Pin(5, machine.Pin.OPEN_DRAIN))
sda = Wire(machine.Pin(4, machine.Pin.OPEN_DRAIN))
i2c = machine.SoftI2C(scl, sda)
print(i2c.readfrom_mem(0x3A, 0, 2), scl.count)
