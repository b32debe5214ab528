/// Byte streams to a board: serial ports, pseudo-terminals, sockets, and what finds and opens them by name.
///
/// ```
///   StreamUrl "auto" / "id:0001" / "/dev/ttyUSB0"  -->  PortFinder  -->  SerialPort   a board on a cable
///   StreamUrl "socket://host:port"                 ----------------->  SocketStream  a board on the network
///   StreamUrl "spy://..."                          ----------------->  SpyStream     any of them, written down
///                                                                      Pty           a serial port made of
/// software
/// ```
///
/// Every wait is bounded, is ended by `close` from another thread and by an interrupt, and loses no byte that has
/// arrived. An unplugged device is an end of stream, not an accident.
///
/// Out of scope: what the bytes mean.
package dev.jumper.serial;
