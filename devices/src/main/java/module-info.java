/// What hangs at the other end of a stream or a bus: MicroPython boards, and chips.
module dev.jumper.devices {
    requires transitive dev.jumper.hal;
    requires static transitive java.desktop; // images, which only those need who draw them

    exports dev.jumper.devices;
    exports dev.jumper.devices.barometer;
    exports dev.jumper.devices.board;
    exports dev.jumper.devices.clock;
    exports dev.jumper.devices.display;
    exports dev.jumper.devices.expander;
    exports dev.jumper.devices.humidity;
    exports dev.jumper.devices.memory;
    exports dev.jumper.devices.thermometer;
}
