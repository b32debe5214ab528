import _jumper
from machine import _TIMERS, Pin, _handle, _handlers, _ok
from uctypes import addressof


def time_pulse_us(pin, pulse_level, timeout_us=1000000):
    return _ok(_jumper.pulse(_handle(pin), 1 if pulse_level else 0, timeout_us))


def bitstream(pin, encoding, timing, data):
    if encoding != 0:
        raise ValueError("invalid encoding: %r" % (encoding,))
    _ok(_jumper.bits(_handle(pin), addressof(data), len(data), *timing))


def dht_readinto(pin, buf):
    if len(buf) < 5:
        raise ValueError("buffer too small")
    result = _jumper.dht(_handle(pin), addressof(buf))
    if isinstance(result, str) and result[0] == "C":
        raise Exception("checksum error")
    _ok(result)


class ADC:
    """The analogue input of an ESP8266, ADC(0) with 1 V in 1024 steps, or a pin, with 3.3 V."""

    def __init__(self, pin):
        if pin == 0 and not isinstance(pin, Pin):
            self._handle, self._most = -1, 1.0
        else:
            if not isinstance(pin, Pin):
                raise ValueError("invalid ADC: %r, expected 0 or a Pin" % (pin,))
            self._handle, self._most = _handle(pin), 3.3

    def _share(self, steps):
        volts = _ok(_jumper.volts(self._handle))
        return min(steps - 1, max(0, int(volts / self._most * steps)))

    def read(self):
        return self._share(1024)

    def read_u16(self):
        return self._share(65536)

    def read_uv(self):
        return int(min(self._most, max(0.0, _ok(_jumper.volts(self._handle)))) * 1000000 + 0.5)


class PWM:
    def __init__(self, pin, freq=None, duty=None, **options):
        self._number = _handle(pin)
        self._freq = 500
        self._share = 0.0
        self.init(freq=freq, duty=duty, **options)

    def init(self, freq=None, duty=None, duty_u16=None, duty_ns=None):
        if freq is not None:
            if not 1 <= freq <= 10000000:
                raise ValueError("frequency must be from 1 Hz to 10 MHz")
            self._freq = freq
        if duty is not None:
            self._share = 1.0 if _range(duty, 1023) == 1023 else duty / 1024
        if duty_u16 is not None:
            self._share = _range(duty_u16, 65535) / 65535
        if duty_ns is not None:
            self._share = min(1.0, _range(duty_ns, 1000000000) * self._freq / 1e9)
        _ok(_jumper.pwm(self._number, float(self._freq), float(self._share)))

    def deinit(self):
        _ok(_jumper.pwm_end(self._number))

    def freq(self, freq=None):
        if freq is None:
            return self._freq
        self.init(freq=freq)

    def duty(self, duty=None):
        if duty is None:
            return min(1023, round(self._share * 1024))
        self.init(duty=duty)

    def duty_u16(self, duty=None):
        if duty is None:
            return round(self._share * 65535)
        self.init(duty_u16=duty)

    def duty_ns(self, ns=None):
        if ns is None:
            return round(self._share * 1e9 / self._freq)
        self.init(duty_ns=ns)

    def __repr__(self):
        return "PWM(%d, freq=%d, duty=%d)" % (self._number, self._freq, self.duty())


def _range(value, most):
    if not 0 <= value <= most:
        raise ValueError("duty must be from 0 to %d" % most)
    return value


class Timer:
    ONE_SHOT = 0
    PERIODIC = 1
    _next = 0

    def __init__(self, id=-1, **options):
        if id >= 0:
            self._number = id
        else:
            Timer._next += 1
            self._number = 100 + Timer._next
        if options:
            self.init(**options)

    def init(self, *, mode=PERIODIC, period=-1, freq=None, callback=None):
        nanos = 1e9 / freq if freq else period * 1e6
        if nanos <= 0:
            raise ValueError("period must be more than 0")
        _handlers[_TIMERS + self._number] = callback, self
        _ok(_jumper.timer(self._number, nanos, bool(mode)))

    def deinit(self):
        _ok(_jumper.timer(self._number, 0, False))
