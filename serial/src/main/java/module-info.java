/// Byte streams to a board: serial ports, pseudo-terminals, sockets, and the openers that find them by name.
module dev.jumper.serial {
    requires transitive dev.jumper.hal;
    requires com.fazecast.jSerialComm;

    exports dev.jumper.serial;
}
