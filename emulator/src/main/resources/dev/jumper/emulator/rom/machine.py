import _jumper
import time

PWRON_RESET = 1
HARD_RESET = 2
WDT_RESET = 3
DEEPSLEEP_RESET = 4
SOFT_RESET = 5

_frequency = 160000000


def reset():
    _jumper.reset()


def soft_reset():
    raise SystemExit


def reset_cause():
    return PWRON_RESET


def unique_id():
    return b"jumper"


def freq(hertz=None):
    global _frequency
    if hertz is None:
        return _frequency
    if hertz not in (80000000, 160000000):
        raise ValueError("frequency must be 80000000 or 160000000")
    _frequency = hertz


def idle():
    pass


def lightsleep(ms=0):
    time.sleep_ms(ms)


class RTC:
    def datetime(self, when=None):
        if when is None:
            now = _jumper.clock()
            t = time.gmtime(int(now))
            return (t[0], t[1], t[2], t[6], t[3], t[4], t[5], int((now - int(now)) * 1000000))
        year, month, day, _, hour, minute, second, micro = when
        seconds = time.mktime((year, month, day, hour, minute, second, 0, 0))
        if not _jumper.set_clock(float(seconds) + micro / 1000000):
            raise OSError(5, "the clock cannot be set")

    def init(self, when=None):
        if when is not None:
            year, month, day = when[:3]
            rest = tuple(when[3:]) + (0, 0, 0, 0)
            self.datetime((year, month, day, 0) + rest[:4])


class Pin:
    IN = 0
    OUT = 1
    OPEN_DRAIN = 2
    PULL_UP = 1
    PULL_DOWN = 2
    IRQ_RISING = 1
    IRQ_FALLING = 2

    def __init__(self, number, mode=-1, pull=-1, value=None):
        if not isinstance(number, int) or not 0 <= number < 64:
            raise ValueError("invalid pin: %r, expected 0 to 63" % (number,))
        self._number = number
        self._mode = Pin.IN
        self._handler = None
        self._trigger = 0
        self.init(mode, pull, value=value)

    def init(self, mode=-1, pull=-1, value=None, **other):
        if mode not in (-1, None):
            if mode not in (Pin.IN, Pin.OUT, Pin.OPEN_DRAIN):
                raise ValueError("invalid pin mode: %r" % (mode,))
            self._mode = mode
        self._pull = pull
        if value is not None:
            self.value(value)
        elif self._mode == Pin.IN and pull == Pin.PULL_UP:
            _jumper.pin(self._number, 2, 1)

    def value(self, level=None):
        if level is None:
            return _jumper.pin(self._number, 1, 0)
        _jumper.pin(self._number, 2, 1 if level else 0)

    __call__ = value

    def on(self):
        _jumper.pin(self._number, 2, 1)

    def off(self):
        _jumper.pin(self._number, 2, 0)

    high = on
    low = off

    def toggle(self):
        _jumper.pin(self._number, 2, 1 - _jumper.pin(self._number, 1, 0))

    def mode(self, mode=None):
        if mode is None:
            return self._mode
        self.init(mode)

    def irq(self, handler=None, trigger=3, **other):
        self._handler = handler
        self._trigger = trigger
        return self

    def __repr__(self):
        return "Pin(%d)" % self._number
