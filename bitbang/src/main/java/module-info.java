/// Buses and timings made of pins.
module dev.jumper.bitbang {
    requires transitive dev.jumper.hal;

    exports dev.jumper.bitbang;
}
