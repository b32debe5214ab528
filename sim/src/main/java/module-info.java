/// Circuits that exist only in software: for tests, for lessons, for a train journey without a board.
module dev.jumper.sim {
    requires transitive dev.jumper.hal;
    requires java.desktop;
    requires org.tomlj;
    requires static org.junit.jupiter.api;

    exports dev.jumper.sim;
    exports dev.jumper.sim.bus;
    exports dev.jumper.sim.file;
    exports dev.jumper.sim.junit;
    exports dev.jumper.sim.part;
    exports dev.jumper.sim.wave;
    exports dev.jumper.sim.wave.decode;
    exports dev.jumper.sim.wave.draw;
}
