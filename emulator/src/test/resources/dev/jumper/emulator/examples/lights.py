from machine import Pin
from neopixel import NeoPixel

np = NeoPixel(Pin(0, Pin.OUT), 4)
np[0] = (255, 255, 255)
np[1] = (1, 2, 3)
np[-1] = (0, 0, 128)
np.write()
print(np[1], len(np))
