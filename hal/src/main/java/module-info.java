/// The contracts of Jumper: pins, buses, byte streams, time and files. Depends on nothing but the JDK's base.
module dev.jumper.hal {
    exports dev.jumper.hal;
    exports dev.jumper.hal.bus;
    exports dev.jumper.hal.stream;
    exports dev.jumper.hal.time;
    exports dev.jumper.hal.vfs;

    uses dev.jumper.hal.stream.StreamOpener;
}
