/// Chips that measure humidity, and the temperature with it.
///
/// ```
///   var line = DhtReader.over(pin, DhtModel.DHT22, ticks);
///   var air = Dht22.open(line, ticks).readAir();
///   ... air.celsius(), air.percent() ...
/// ```
package dev.jumper.devices.humidity;
