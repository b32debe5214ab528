import time
import machine
import onewire, ds18x20

ds = ds18x20.DS18X20(onewire.OneWire(machine.Pin(12)))
roms = ds.scan()
print("found:", len(roms))
ds.convert_temp()
time.sleep_ms(750)
for rom in roms:
    print(rom.hex(), ds.read_temp(rom))
