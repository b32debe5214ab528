import _jumper
import time

PWRON_RESET = 1
HARD_RESET = 2
WDT_RESET = 3
DEEPSLEEP_RESET = 4
SOFT_RESET = 5

_frequency = 160000000

# classes that are loaded when they are asked for
_ELSEWHERE = {
    "I2C": "machine_i2c",
    "SoftI2C": "machine_i2c",
    "SPI": "machine_spi",
    "SoftSPI": "machine_spi",
    "ADC": "machine_pulse",
    "PWM": "machine_pulse",
    "Timer": "machine_pulse",
    "bitstream": "machine_pulse",
    "dht_readinto": "machine_pulse",
    "time_pulse_us": "machine_pulse",
}
__all__ = ["PinBase", "Pin", "Signal", "RTC", "reset", "soft_reset", "reset_cause", "unique_id", "freq", "idle"]
__all__ += ["lightsleep", "disable_irq", "enable_irq"] + list(_ELSEWHERE)
# the first number of a pin that is written in Python, and of a timer
_PYTHON = 1000
_TIMERS = 2000

_read = _jumper.read
_write = _jumper.write
_handlers = {}  # what an event calls, by its number
_ioctls = []  # of the pins that are written in Python
_own = []
_raised = None


def __getattr__(name):
    if name not in _ELSEWHERE:
        raise AttributeError("'module' object has no attribute '%s'" % name)
    value = getattr(__import__(_ELSEWHERE[name]), name)
    globals()[name] = value
    return value


# Called from Java, with no exception to get out: events return 1 after a Ctrl-C, pins -2 after an exception,
# which is raised again where the bus was used.
def _called(what, request, argument):
    global _raised
    if _PYTHON <= what < _TIMERS:
        try:
            return int(_ioctls[what - _PYTHON](request, argument) or 0)
        except BaseException as e:
            if _raised is None:
                _raised = e
            return -2
    try:
        handler, subject = _handlers.get(what, (None, None))
        if handler is not None:
            handler(subject)
    except KeyboardInterrupt:
        return 1
    except BaseException as e:
        import sys

        sys.print_exception(e)
    return 0


_jumper.callback(_called)


# Returns what Java returned, or raises what it could not.
def _ok(result):
    if isinstance(result, str):
        _fail(result)
    return result


def _fail(text):
    global _raised
    code, _, why = text.partition(" ")
    kind = code[0]
    error, _raised = _raised, None
    if kind == "P" and error is not None:
        raise error
    if kind == "K":
        raise KeyboardInterrupt
    if kind == "V":
        raise ValueError(why)
    if kind == "R":
        raise RuntimeError(why)
    raise OSError(int(code[1:]) if kind == "E" else 5, why)


# Returns the number by which Java knows a pin: of the board, or any object with ioctl() or value().
def _handle(pin):
    if isinstance(pin, Pin):
        return pin._number
    for i in range(len(_own)):
        if _own[i] is pin:
            return _PYTHON + i
    if not hasattr(pin, "ioctl") and not hasattr(pin, "value"):
        raise ValueError("invalid pin: %r" % (pin,))
    number = _PYTHON + len(_own)
    _own.append(pin)
    _ioctls.append(pin.ioctl if hasattr(pin, "ioctl") else lambda r, a: _by_value(pin, r, a))
    _ok(_jumper.adopt(number))
    return number


def _by_value(pin, request, argument):
    if request == 1:
        return 1 if pin.value() else 0
    if request in (2, 4, 5):
        pin.value(argument)
        return 0
    return -1


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


def disable_irq():
    return _jumper.hold(True)


def enable_irq(before=False):
    _jumper.hold(before)


def idle():
    time.sleep_ms(1)


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


class PinBase:
    """A pin whose value(), or ioctl(), is written in Python."""

    def ioctl(self, request, argument):
        return _by_value(self, request, argument)


class _Irq:
    def __init__(self, pin, handler, trigger):
        self._pin = pin
        self._handler = handler
        self._trigger = trigger

    def __call__(self):
        if self._handler is not None:
            self._handler(self._pin)

    def trigger(self):
        return self._trigger


class Pin(PinBase):
    IN = 0
    OUT = 1
    OPEN_DRAIN = 2
    PULL_UP = 1
    PULL_DOWN = 2
    IRQ_RISING = 1
    IRQ_FALLING = 2

    def __init__(self, id, mode=-1, pull=-1, value=None):
        if isinstance(id, Pin):
            self._number = id._number
        elif isinstance(id, (int, str)):
            self._number = _ok(_jumper.pin(id))
        else:
            raise ValueError("invalid pin: %r" % (id,))
        self._mode = Pin.IN
        self.init(mode, pull, value)

    def init(self, mode=-1, pull=-1, value=None, **other):
        mode = -1 if mode is None else mode
        if mode not in (-1, Pin.IN, Pin.OUT, Pin.OPEN_DRAIN):
            raise ValueError("invalid pin mode: %r" % (mode,))
        pull = -1 if pull is None else pull
        if pull not in (-1, 0, Pin.PULL_UP, Pin.PULL_DOWN):
            raise ValueError("invalid pull: %r" % (pull,))
        _ok(_jumper.setup(self._number, mode, pull, -1 if value is None else 1 if value else 0))
        if mode >= 0:
            self._mode = mode

    def value(self, level=None):
        if level is None:
            result = _read(self._number)
            if result == 0 or result == 1:
                return result
        else:
            result = _write(self._number, 1 if level else 0)
            if result == 0:
                return
        _fail(result)

    __call__ = value

    def on(self):
        self.value(1)

    def off(self):
        self.value(0)

    high = on
    low = off

    def toggle(self):
        self.value(1 - self.value())

    def mode(self, mode=None):
        if mode is None:
            return self._mode
        self.init(mode)

    def ioctl(self, request, argument):
        return _ok(_jumper.ioctl(self._number, request, argument))

    def irq(self, handler=None, trigger=3, priority=1, wake=None, hard=False):
        if trigger not in (1, 2, 3):
            raise ValueError("invalid trigger: %r" % (trigger,))
        _handlers[self._number] = handler, self
        _ok(_jumper.irq(self._number, trigger if handler else 0))
        return _Irq(self, handler, trigger)

    def __repr__(self):
        return "Pin(%d)" % self._number


class Signal:
    def __init__(self, pin, *arguments, invert=False, **options):
        self._pin = pin if hasattr(pin, "value") else Pin(pin, *arguments, **options)
        self._invert = invert

    def value(self, level=None):
        if level is None:
            return self._pin.value() ^ 1 if self._invert else self._pin.value()
        self._pin.value(bool(level) ^ bool(self._invert))

    __call__ = value

    def on(self):
        self.value(1)

    def off(self):
        self.value(0)
