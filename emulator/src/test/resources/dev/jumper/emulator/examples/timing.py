import time

start = time.ticks_ms()
time.sleep(1)
time.sleep_ms(500)
time.sleep_us(10)
print("ms:", time.ticks_diff(time.ticks_ms(), start))
