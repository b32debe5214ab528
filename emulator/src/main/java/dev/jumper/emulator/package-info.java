/// Boards in software.
package dev.jumper.emulator;
