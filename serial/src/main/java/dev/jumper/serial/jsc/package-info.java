/// The only package that knows the serial library, jSerialComm: opening, settings, and the few calls that are safe.
///
/// Never used are its blocking read mode (loses bytes on a hang-up), its streams (lose bytes on a timeout, or
/// spin) and its listeners (keep the JVM alive, and spin on a hang-up). Its native part is loaded only from [a
/// private directory][dev.jumper.serial.jsc.NativeLibrary].
package dev.jumper.serial.jsc;
