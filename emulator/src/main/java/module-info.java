/// Whole boards that exist only in software: MicroPython inside the JVM.
module dev.jumper.emulator {
    requires transitive dev.jumper.hal;
    requires transitive dev.jumper.sim;
    requires dev.jumper.bitbang;
    requires com.dylibso.chicory.runtime;
    requires com.dylibso.chicory.wasm;

    exports dev.jumper.emulator;

    provides dev.jumper.hal.stream.StreamOpener with
            dev.jumper.emulator.SimOpener;
}
