/// Where real pins come from: the GPIO chips of a Linux machine, such as a Raspberry Pi.
module dev.jumper.gpio {
    requires transitive dev.jumper.hal;
    requires static com.pi4j; // for the package pi4j alone; who uses that requires it, too

    exports dev.jumper.gpio;
    exports dev.jumper.gpio.pi4j;
}
