/// Circuits for JUnit tests, version 5.14 and newer: a fresh [Circuit][dev.jumper.sim.Circuit] as a parameter, and
/// its waveform when the test fails.
///
/// ```
/// @ExtendWith(CircuitExtension.class)
/// class ThermometerTest {
///     @Test
///     void readsTheTemperature(Circuit circuit) throws Exception {
///         circuit.add(new ...);
///         ...
///     }
/// }
/// ```
///
/// Whoever uses this package has JUnit; no other package needs it.
package dev.jumper.sim.junit;
