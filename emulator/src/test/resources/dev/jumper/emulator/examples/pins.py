from machine import Pin

led = Pin(2, Pin.OUT)
led.on()
led.value(0)
led(1)

button = Pin(0, Pin.IN, Pin.PULL_UP)
print("button:", button.value())
