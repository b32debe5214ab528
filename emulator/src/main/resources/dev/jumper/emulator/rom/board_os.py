from uos import *
from uos import __name__
import sys


def uname():
    from collections import namedtuple

    fields = ("sysname", "nodename", "release", "version", "machine")
    release = ".".join(str(part) for part in sys.implementation[1][:3])
    version = "v" + sys.version.split("MicroPython v")[-1]
    return namedtuple("uname", fields)("jumper", "jumper", release, version, "Jumper embedded board with WebAssembly")
