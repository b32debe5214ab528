from machine import ADC, Pin

light = ADC(0)
print("of 1023:", light.read(), "of 65535:", light.read_u16())

slider = ADC(Pin(34))
print("µV:", slider.read_uv())
