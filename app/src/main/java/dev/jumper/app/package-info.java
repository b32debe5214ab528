/// The `jumper` command: reading the command line, and wiring one command after the other to one board.
package dev.jumper.app;
