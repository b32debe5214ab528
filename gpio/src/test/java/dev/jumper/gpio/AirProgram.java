package dev.jumper.gpio;

import dev.jumper.devices.humidity.HumidAir;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;

/// The program of `examples/dht22` as it is, which the build compiles beside the tests.
final class AirProgram {
    private AirProgram() {}

    /// What the program does with a line.
    @FunctionalInterface
    public interface Reader { // public, or no handle can be made one
        /// Reads a sensor `readings` times, after once to see that it is there.
        void read(Pin line, Ticks ticks, int readings, Consumer<HumidAir> each) throws IOException;
    }

    /// Finds the program, whose class is in no package and so cannot be imported.
    static Reader reader() throws ReflectiveOperationException {
        var type = MethodType.methodType(void.class, Pin.class, Ticks.class, int.class, Consumer.class);
        var read = MethodHandles.lookup().findStatic(Class.forName("Air"), "read", type);
        return MethodHandleProxies.asInterfaceInstance(Reader.class, read);
    }
}
