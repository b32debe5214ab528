/// Pi4J both ways: what a Pi4J program has opened as pins, and pins as what a Pi4J program opens.
///
/// ```
///   Pi4jPins.of(digitalOutput)                 a Pin for buses and drivers, over Pi4J
///
///   Pi4J.newContextBuilder()
///       .add(new PinInputs(source), new PinOutputs(source))    a Pi4J program, on any pins:
///       .build()                                               a circuit, a chip of Linux, registers, a board
/// ```
///
/// Needs Pi4J 3.0 on the class path or module path; nothing else here does.
///
/// Source: Pi4J's own API documentation, `com.pi4j.io.gpio.digital`.
package dev.jumper.gpio.pi4j;
