/// Clock chips: each is an [Rtc][dev.jumper.hal.time.Rtc] that says whether it can be trusted, and can date the
/// files of a [MemoryVfs][dev.jumper.hal.vfs.MemoryVfs].
///
/// They keep UTC from 2000 to 2099, in seconds. Out of scope: alarms.
package dev.jumper.devices.clock;
