from machine import I2C, Pin
import ssd1306

i2c = I2C(sda=Pin(4), scl=Pin(5))
display = ssd1306.SSD1306_I2C(128, 64, i2c)
display.fill(0)
display.text("Jumper", 0, 0, 1)
display.pixel(127, 63, 1)
display.hline(0, 32, 128, 1)
display.show()
display.contrast(128)
