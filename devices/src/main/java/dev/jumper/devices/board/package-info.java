/// A MicroPython board over any byte stream: its prompt, its files, its clock.
///
/// ```
///   ByteStream -- PromptEntry ---> raw prompt, from any state     (state machines over buffers,
///              -- RawExecution --> output, error                    no I/O and no clock of their own)
///              -- BlockSender, BlockReceiver --> files, in checked blocks, deflated if that wins
///                     ^
///   MicroPythonBoard -+- exec, eval, info, reset
///                     +- BoardFiles   a Vfs
///                     +- BoardClock   an Rtc
/// ```
///
/// Everything a board does here is a piece of Python sent to its raw prompt; there is nothing to install on the
/// board. The protocol is MicroPython's raw REPL and raw-paste mode (MicroPython documentation, "The MicroPython
/// Interactive Interpreter Mode").
///
/// Out of scope: WebREPL, and boards that run something else than MicroPython.
package dev.jumper.devices.board;
