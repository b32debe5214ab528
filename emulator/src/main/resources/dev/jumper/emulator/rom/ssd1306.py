# Displays of 128 x 64 or 128 x 32 dots with an SSD1306; drawn on by the methods of framebuf.FrameBuffer.
# Names in comments are those of the data sheet Solomon Systech SSD1306, "Command Table".
import framebuf
import time


class SSD1306(framebuf.FrameBuffer):
    def __init__(self, width, height, external_vcc):
        self.width = width
        self.height = height
        self.external_vcc = external_vcc
        self.pages = height // 8
        self.buffer = bytearray(self.pages * width)
        super().__init__(self.buffer, width, height, framebuf.MONO_VLSB)
        self.init_display()

    def _commands(self, *commands):
        for command in commands:
            self.write_cmd(command)

    def init_display(self):
        self._commands(0xAE)  # Set Display OFF
        self._commands(0x20, 0x00)  # Set Memory Addressing Mode: horizontal
        self._commands(0x40)  # Set Display Start Line 0
        self._commands(0xA1)  # Set Segment Re-map: column 127 is SEG0
        self._commands(0xA8, self.height - 1)  # Set Multiplex Ratio
        self._commands(0xC8)  # Set COM Output Scan Direction: remapped
        self._commands(0xD3, 0x00)  # Set Display Offset
        self._commands(0xDA, 0x02 if self.width > 2 * self.height else 0x12)  # Set COM Pins Hardware Configuration
        self._commands(0xD5, 0x80)  # Set Display Clock Divide Ratio/Oscillator Frequency
        self._commands(0xD9, 0x22 if self.external_vcc else 0xF1)  # Set Pre-charge Period
        self._commands(0xDB, 0x30)  # Set VCOMH Deselect Level
        self.contrast(0xFF)
        self._commands(0xA4)  # Entire Display ON: resume to RAM content
        self.invert(0)
        self._commands(0x8D, 0x10 if self.external_vcc else 0x14)  # Charge Pump Setting
        self.fill(0)
        self.show()
        self.poweron()

    def poweroff(self):
        self._commands(0xAE)

    def poweron(self):
        self._commands(0xAF)

    def contrast(self, contrast):
        self._commands(0x81, contrast)

    def invert(self, invert):
        self._commands(0xA7 if invert else 0xA6)

    def rotate(self, rotate):
        self._commands(0xC0 if not rotate else 0xC8, 0xA0 if not rotate else 0xA1)

    def show(self):
        first = (128 - self.width) // 2
        self._commands(0x21, first, first + self.width - 1)  # Set Column Address
        self._commands(0x22, 0, self.pages - 1)  # Set Page Address
        self.write_data(self.buffer)


class SSD1306_I2C(SSD1306):
    def __init__(self, width, height, i2c, addr=0x3C, external_vcc=False):
        self.i2c = i2c
        self.addr = addr
        super().__init__(width, height, external_vcc)

    # the first byte says what follows: one command, or data up to the end ("I2C-bus Write data")
    def write_cmd(self, cmd):
        self.i2c.writeto(self.addr, bytes((0x80, cmd)))

    def write_data(self, buf):
        self.i2c.writevto(self.addr, (b"\x40", buf))


class SSD1306_SPI(SSD1306):
    def __init__(self, width, height, spi, dc, res, cs, external_vcc=False):
        self.rate = 10 * 1024 * 1024
        dc.init(dc.OUT, value=0)
        res.init(res.OUT, value=0)
        cs.init(cs.OUT, value=1)
        self.spi = spi
        self.dc = dc
        self.res = res
        self.cs = cs
        self.res(1)
        time.sleep_ms(1)
        self.res(0)
        time.sleep_ms(10)
        self.res(1)
        super().__init__(width, height, external_vcc)

    def _send(self, data, buf):
        self.spi.init(baudrate=self.rate, polarity=0, phase=0)
        self.cs(1)
        self.dc(data)
        self.cs(0)
        self.spi.write(buf)
        self.cs(1)

    def write_cmd(self, cmd):
        self._send(0, bytes((cmd,)))

    def write_data(self, buf):
        self._send(1, buf)
