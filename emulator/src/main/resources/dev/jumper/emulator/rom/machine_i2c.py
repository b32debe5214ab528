import _jumper
from machine import Pin, _handle, _ok
from uctypes import addressof


class SoftI2C:
    def __init__(self, scl, sda, *, freq=400000, timeout=50000):
        self._pins = scl, sda
        self._open = False
        self.init(scl, sda, freq=freq, timeout=timeout)

    def init(self, scl=None, sda=None, *, freq=400000, timeout=50000):
        scl = scl or self._pins[0]
        sda = sda or self._pins[1]
        self._pins = scl, sda
        self._bus = _ok(_jumper.i2c(_handle(scl), _handle(sda), freq, timeout))

    def deinit(self):
        pass

    def scan(self):
        found = bytearray(112)
        count = _ok(_jumper.i2c_scan(self._bus, addressof(found)))
        return list(found[:count])

    # one step after the other

    def start(self):
        _ok(_jumper.i2c_start(self._bus))
        self._open = True

    def stop(self):
        self._open = False
        _ok(_jumper.i2c_stop(self._bus))

    def write(self, buf):
        return _ok(_jumper.i2c_write(self._bus, addressof(buf), len(buf)))

    def readinto(self, buf, nack=True):
        _ok(_jumper.i2c_read(self._bus, addressof(buf), len(buf), bool(nack)))

    def _address(self, addr):
        self.start()
        if self.write(bytes((addr,))) == 0:
            self.stop()
            raise OSError(19)

    # whole transactions; those without a stop are made of steps, and so is what follows them

    def _transfer(self, addr, out, into):
        return _jumper.i2c_transfer(self._bus, addr, addressof(out), len(out), addressof(into), len(into))

    def writeto(self, addr, buf, stop=True):
        if stop and not self._open:
            result = self._transfer(addr, buf, b"")
            if isinstance(result, str) and result[0] == "A":
                return int(result[1 : result.index(" ")])
            return _ok(result)
        self._address(addr << 1)
        count = self.write(buf)
        if stop:
            self.stop()
        return count

    def writevto(self, addr, vector, stop=True):
        return self.writeto(addr, b"".join(bytes(part) for part in vector), stop)

    def readfrom_into(self, addr, buf, stop=True):
        if stop and not self._open:
            _ok(self._transfer(addr, b"", buf))
            return
        self._address(addr << 1 | 1)
        self.readinto(buf, True)
        if stop:
            self.stop()

    def readfrom(self, addr, nbytes, stop=True):
        buf = bytearray(nbytes)
        self.readfrom_into(addr, buf, stop)
        return bytes(buf)

    # registers

    def readfrom_mem_into(self, addr, memaddr, buf, *, addrsize=8):
        _ok(self._transfer(addr, _place(memaddr, addrsize), buf))

    def readfrom_mem(self, addr, memaddr, nbytes, *, addrsize=8):
        buf = bytearray(nbytes)
        self.readfrom_mem_into(addr, memaddr, buf, addrsize=addrsize)
        return bytes(buf)

    def writeto_mem(self, addr, memaddr, buf, *, addrsize=8):
        _ok(self._transfer(addr, _place(memaddr, addrsize) + bytes(buf), b""))

    def __repr__(self):
        return "%s(scl=%r, sda=%r)" % (self.__class__.__name__, self._pins[0], self._pins[1])


class I2C(SoftI2C):
    """The bus of the board, on pins 5 and 4 unless told otherwise; in software too."""

    def __init__(self, id=-1, *, scl=None, sda=None, freq=400000, timeout=50000):
        super().__init__(scl or Pin(5), sda or Pin(4), freq=freq, timeout=timeout)


def _place(memaddr, addrsize):
    if addrsize % 8 or not 0 <= addrsize <= 32:
        raise ValueError("invalid addrsize")
    return memaddr.to_bytes(addrsize // 8, "big")
