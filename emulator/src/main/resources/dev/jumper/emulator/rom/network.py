# There is no radio: the interface exists, is never active, and never connects.
STA_IF = 0
AP_IF = 1
STAT_IDLE = 0


class WLAN:
    IF_STA = 0
    IF_AP = 1

    def __init__(self, interface=STA_IF):
        self._interface = interface

    def active(self, on=None):
        if on:
            raise OSError(19, "the embedded board has no radio")
        return False

    def isconnected(self):
        return False

    def status(self, what=None):
        return STAT_IDLE

    def scan(self):
        raise OSError(19, "the embedded board has no radio")

    def connect(self, *arguments, **options):
        raise OSError(19, "the embedded board has no radio")

    def disconnect(self):
        pass

    def ifconfig(self, addresses=None):
        return ("0.0.0.0", "0.0.0.0", "0.0.0.0", "0.0.0.0")
