from machine import Pin, PWM
import time

pwm = PWM(Pin(4))
pwm.freq(1000)
pwm.duty(256)
time.sleep_ms(10)
pwm.deinit()

servo = PWM(Pin(14), freq=50, duty=77)
time.sleep_ms(100)
print(servo.freq(), "Hz, duty", servo.duty())
