/// Where the pins and buses of the commands come from.
///
/// ```
///   --on sim:weather.toml   ->  CircuitBench   a circuit in virtual time, from a file
/// ```
///
/// A command asks a [Bench][dev.jumper.app.bench.Bench] for pins by name, and for buses on them; which machine they
/// belong to is no concern of it.
package dev.jumper.app.bench;
