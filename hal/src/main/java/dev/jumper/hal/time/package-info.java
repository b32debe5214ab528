/// Time, always handed in: [Ticks][dev.jumper.hal.time.Ticks] measures and delays,
/// [Rtc][dev.jumper.hal.time.Rtc] says the date, [Deadline][dev.jumper.hal.time.Deadline] bounds a wait.
///
/// Nothing in Jumper reads the host's clock or sleeps by itself. A test hands in
/// [VirtualTicks][dev.jumper.hal.time.VirtualTicks], and an hour of waiting passes in no time.
package dev.jumper.hal.time;
