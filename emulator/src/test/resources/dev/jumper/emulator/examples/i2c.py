from machine import Pin, SoftI2C

i2c = SoftI2C(scl=Pin(5), sda=Pin(4), freq=100000)
print("found:", [hex(address) for address in i2c.scan()])

i2c.writeto(0x3A, b"\x02\x11\x22")
i2c.writeto_mem(0x3A, 4, b"\x33")
print(i2c.readfrom_mem(0x3A, 2, 3))

i2c.writeto(0x3A, b"\x03", False)  # no stop, the read makes a repeated start
print(i2c.readfrom(0x3A, 1))

buf = bytearray(2)
i2c.readfrom_mem_into(0x3A, 2, buf)
print(buf)

try:
    i2c.readfrom(0x50, 1)
except OSError as e:
    print("error", e.errno)
