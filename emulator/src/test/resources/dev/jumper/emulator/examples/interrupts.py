from machine import Pin
import time

presses = []


def pressed(pin):
    presses.append(pin.value())


button = Pin(0, Pin.IN, Pin.PULL_UP)
button.irq(trigger=Pin.IRQ_FALLING, handler=pressed)
time.sleep(1)
print("presses:", presses)
