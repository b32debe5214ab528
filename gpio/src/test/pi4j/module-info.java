/// A program for Pi4J, and pins for it.
module sample {
    requires com.pi4j;
    requires static com.pi4j.plugin.mock;
    requires dev.jumper.gpio;
    requires dev.jumper.sim;

    provides com.pi4j.extension.Plugin with
            sample.CircuitPlugin;
}
