from machine import Pin, Signal

led = Signal(Pin(2, Pin.OUT), invert=True)  # lights when the pin is low
led.on()
print("lit:", led.value(), "pin:", Pin(2).value())
