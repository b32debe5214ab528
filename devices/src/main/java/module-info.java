/// What hangs at the other end of a stream or a bus: MicroPython boards.
module dev.jumper.devices {
    requires transitive dev.jumper.hal;

    exports dev.jumper.devices.board;
}
