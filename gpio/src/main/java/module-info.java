/// Where real pins come from: the GPIO chips of a Linux machine, such as a Raspberry Pi.
module dev.jumper.gpio {
    requires transitive dev.jumper.hal;
    requires static transitive com.pi4j;

    exports dev.jumper.gpio;
    exports dev.jumper.gpio.pi4j;
}
