from machine import Pin, SoftSPI

spi = SoftSPI(baudrate=100000, polarity=1, phase=0, sck=Pin(0), mosi=Pin(2), miso=Pin(4))
select = Pin(5, Pin.OUT, value=1)

select(0)
spi.write(b"\x03")  # register 3, to be written
spi.write(b"\x2a")
select(1)

buf = bytearray(2)
select(0)
spi.write_readinto(b"\x83\x00", buf)  # register 3, to be read
select(1)
print("register 3:", buf[1])

select(0)
spi.write(b"\x80")
print("registers 0 to 2:", spi.read(3))
select(1)
