# A weather station: every ten minutes of an hour, the time and three measurements.
import time
from machine import Pin, SoftI2C
from dht import DHT22
from ds18x20 import DS18X20
from onewire import OneWire

clock = SoftI2C(scl=Pin(22), sda=Pin(21), freq=100000)
outside = DS18X20(OneWire(Pin(4)))
probe = outside.scan()[0]
inside = DHT22(Pin(5))

for i in range(6):
    minute, hour = clock.readfrom_mem(0x68, 1, 2)  # two digits in each byte
    outside.convert_temp()
    time.sleep_ms(750)
    inside.measure()
    print("%02x:%02x  outside %.4f °C  inside %.1f °C, %.1f %%" % (
        hour, minute, outside.read_temp(probe), inside.temperature(), inside.humidity()))
    time.sleep(600)
