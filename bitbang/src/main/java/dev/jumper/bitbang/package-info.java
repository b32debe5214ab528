/// Buses and timings made of pins: over any [Pin][dev.jumper.hal.Pin], simulated or real, in the time of a
/// [Ticks][dev.jumper.hal.time.Ticks].
///
/// ```
///   SoftI2c     SoftSpi    SoftOneWire   DhtReader      are buses of dev.jumper.hal.bus, for any driver
///   SoftUart                                            is a ByteStream
///   Ultrasonic  Ws281x     IrSender      IrReceiver     speak to one kind of device
///   SoftPwm     Servo      PulseTimer    PolledEdges    make and measure pulses
///   ShiftRegisterOutput    ShiftRegisterInput           are banks of further pins
/// ```
///
/// A pin is not thread-safe, and neither is anything here: whoever runs a transfer owns its pins until it ends.
/// Pins stay the caller's to close; whatever fails, lines are let go, and the next transfer starts anew.
///
/// Where a protocol leaves no time, a transfer that this machine was too slow for, or paused in, fails with
/// [MISSED][dev.jumper.hal.DeviceException.Kind#MISSED] or is tried again, as a
/// [RetryPolicy][dev.jumper.bitbang.RetryPolicy] says. A pin that keeps the time of its edges itself
/// ([EdgeCapture][dev.jumper.hal.EdgeCapture]) does away with most of that.
///
/// Out of scope: drivers of chips, which take a bus and do not know what it is made of.
package dev.jumper.bitbang;
