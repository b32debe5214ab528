/// Circuits described by a small file in TOML: nets, parts, their wiring, and their values over time.
///
/// ```
///   weather.toml --CircuitFile.read--> CircuitFile --build--> Breadboard: the circuit, its parts by name
///                  every mistake told                         (each build is a new one)
///                  with line and column
/// ```
///
/// The page `docs/circuit-file.md` lists all keys. What can be wrong in a file is found when it is read, before
/// anything is built.
///
/// Out of scope: drawing circuits, and writing files back.
package dev.jumper.sim.file;
