/// Chips that measure temperature alone.
///
/// ```
///   var bus = SoftOneWire.over(pin, ticks);
///   for (var rom : bus.search()) {
///       var thermometer = Ds18b20.open(bus, rom, ticks);
///       ... thermometer.readCelsius() ...
///   }
/// ```
package dev.jumper.devices.thermometer;
