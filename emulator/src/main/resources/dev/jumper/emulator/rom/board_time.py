from time import *
import _jumper

_wait = _jumper.wait
ticks_ms = _jumper.ticks_ms
ticks_us = ticks_cpu = _jumper.ticks_us


def sleep(seconds):
    _check(_wait(seconds * 1e9))


def sleep_ms(ms):
    _check(_wait(ms * 1e6))


def sleep_us(us):
    _check(_wait(us * 1e3))


def _check(failure):
    if failure is not None:
        raise RuntimeError(failure[2:])
