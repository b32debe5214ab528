package sample;

import com.pi4j.extension.Plugin;
import com.pi4j.extension.PluginService;
import dev.jumper.gpio.pi4j.PinInputs;
import dev.jumper.gpio.pi4j.PinOutputs;
import dev.jumper.gpio.pi4j.PinSource;
import dev.jumper.sim.Circuit;

/// Gives Pi4J programs the pins of a circuit, on which a wire joins GPIO22 and GPIO24.
// @start region=plugin
public final class CircuitPlugin implements Plugin {
    @Override
    public void initialize(PluginService service) {
        var circuit = Circuit.create();
        var wire = circuit.net("GPIO24").terminal("wire");
        circuit.net("GPIO22").listen((net, level) -> wire.drive(level));
        PinSource pins = address -> circuit.pin("GPIO" + address);
        service.register(new PinInputs(pins), new PinOutputs(pins));
    }
}
// @end region=plugin
