/// Buses as drivers of chips see them: [I2cBus][dev.jumper.hal.bus.I2cBus], [SpiBus][dev.jumper.hal.bus.SpiBus],
/// [OneWireBus][dev.jumper.hal.bus.OneWireBus] and the single wire of a DHT, [DhtLine][dev.jumper.hal.bus.DhtLine].
///
/// Each has few methods to implement and conveniences written over them. A bus does not belong to the driver that
/// uses it, and is closed by whoever opened it. A bus is not thread-safe: one transfer at a time.
///
/// On every failure the bus is left idle: STOP sent, chip select released, line let go.
package dev.jumper.hal.bus;
