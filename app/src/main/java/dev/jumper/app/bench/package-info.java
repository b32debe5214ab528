/// Where the pins and buses of the commands come from.
///
/// ```
///   --on sim:weather.toml   ->  CircuitBench   a circuit in virtual time, from a file
///   --on pi                 ->  ChipBench      the header of a Raspberry Pi, and the kernel's buses on it
///   --on gpiochip:LABEL     ->  ChipBench      the lines of any GPIO chip
///   --on /dev/i2c-1         ->  BusBench       one bus of the kernel
/// ```
///
/// A command asks a [Bench][dev.jumper.app.bench.Bench] for pins by name, and for buses on them; which machine they
/// belong to is no concern of it.
package dev.jumper.app.bench;
