/// Models of what hangs on the nets of a [circuit][dev.jumper.sim.Circuit]: chips, sensors, people, faults.
///
/// A part is made with the names of its nets, told how to behave, and then [added][dev.jumper.sim.Circuit#add]:
///
/// ```
///   circuit.net("scl").pulledUp();
///   circuit.net("sda").pulledUp();
///   var clock = circuit.add(I2cTarget.on("scl", "sda", I2cAddress.of(0x68), I2cRegisters.of(8)));
/// ```
///
/// What a part does on the wire follows the standard or data sheet that its documentation names, edge by edge.
/// What it may do wrong is a closed set beside it, such as [I2cFault][dev.jumper.sim.part.I2cFault]:
/// `failing(fault)` makes it fail from now on, `failingNext(faults)` in its next transactions, one each, and
/// `mended()` ends both.
///
/// # For authors of chips
///
/// A model is called after its chip, `Bme280Model`. What it senses is set by methods named after the unit
/// (`celsius`); how it fails, by methods or a set of faults of its own, and `powerLost()` cuts its supply for a
/// moment.
///
/// The bus is done: implement [I2cChip][dev.jumper.sim.part.I2cChip], [SpiChip][dev.jumper.sim.part.SpiChip] or
/// [OneWireChip][dev.jumper.sim.part.OneWireChip], which deal in bytes and words.
///
/// Out of scope: analogue behaviour, supply currents, and temperature.
package dev.jumper.sim.part;
