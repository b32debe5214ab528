/// Where real pins come from: the GPIO chips of a Linux machine, such as a Raspberry Pi.
module dev.jumper.gpio {
    requires transitive dev.jumper.hal;

    exports dev.jumper.gpio;
}
