from machine import Timer
import time

ticks = []
tim = Timer(-1)
tim.init(period=100, mode=Timer.PERIODIC, callback=lambda t: ticks.append(1))
time.sleep_ms(550)
tim.init(period=50, mode=Timer.ONE_SHOT, callback=lambda t: ticks.append("last"))
time.sleep_ms(550)
print("ticks:", ticks)
