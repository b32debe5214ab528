from machine import Pin, time_pulse_us
import time

trigger = Pin(12, Pin.OUT, value=0)
echo = Pin(13, Pin.IN)

trigger.on()
time.sleep_us(10)
trigger.off()
duration = time_pulse_us(echo, 1, 30000)
print("cm:", duration / 58)
