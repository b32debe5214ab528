import dht
import machine

d = dht.DHT22(machine.Pin(4))
d.measure()
print(d.temperature(), "°C", d.humidity(), "%")
