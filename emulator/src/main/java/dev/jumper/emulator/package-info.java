/// Whole boards that exist only in software.
///
/// An [EmbeddedBoard][dev.jumper.emulator.EmbeddedBoard] is a real MicroPython interpreter behind a
/// console; the stream URL `sim:` opens one ([SimOpener][dev.jumper.emulator.SimOpener]). A
/// [Bridge][dev.jumper.emulator.Bridge] joins its console to any other stream, a pseudo-terminal or a
/// socket, for tools that know nothing of Jumper.
///
/// Its pins hang on a [circuit][dev.jumper.sim.Circuit] by a [Wiring][dev.jumper.emulator.Wiring]: Python's
/// `machine` reaches parts there, over Java's bit-banged buses or its own.
///
/// The interpreter is MicroPython's own WebAssembly build, compiled to classes when Jumper is built. A
/// build without npm lacks it: [EmbeddedBoard#available][dev.jumper.emulator.EmbeddedBoard#available]
/// tells.
package dev.jumper.emulator;
