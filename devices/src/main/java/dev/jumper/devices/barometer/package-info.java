/// Chips that measure the pressure of the air.
///
/// ```
///   var barometer = Bme280.open(bus, I2cAddress.of(0x76), ticks);
///   var weather = barometer.readWeather();
///   ... weather.celsius(), weather.pascals(), weather.percent() ...
/// ```
package dev.jumper.devices.barometer;
