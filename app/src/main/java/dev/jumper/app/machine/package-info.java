/// What this machine has: its GPIO chips and their lines, the devices of its buses, and who may open them.
///
/// ```
///   folder of files --- Machine ---> Checkup     what is well, off or wrong, and what to do (jumper doctor)
///   Hardware ------------^   |
///                            +-----> HeaderTable, ChipTable   what the pins are (jumper pins)
/// ```
///
/// Nothing here requests a line, writes, or needs more rights than the user has.
package dev.jumper.app.machine;
