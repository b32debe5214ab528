from machine import Pin, SoftI2C

i2c = SoftI2C(Pin(5), Pin(4))
i2c.start()
acknowledged = i2c.write(b"\x74\x00")  # 0x3a, to be written: register 0
i2c.start()
i2c.write(b"\x75")  # 0x3a, to be read
buf = bytearray(2)
i2c.readinto(buf)
i2c.stop()
print(acknowledged, buf)
