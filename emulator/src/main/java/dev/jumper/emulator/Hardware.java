package dev.jumper.emulator;

import com.dylibso.chicory.runtime.Memory;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the Python module `machine` stands on: the board's clock, its reset and the levels of its pins.
final class Hardware {
    /// The functions of the module `_jumper`, by number.
    static final List<String> FUNCTIONS = List.of("pin", "clock", "set_clock", "reset", "binary");

    private static final int READ = 1;
    private static final int WRITE = 2;

    private final Clock clock;
    private final Map<Integer, Integer> levels = new HashMap<>();

    Hardware(Clock clock) {
        this.clock = clock;
    }

    /// Calls a function and returns its result, null (Python's None) if it fails.
    Object call(int function, Object[] arguments, Memory memory) {
        return switch (function) {
            case 0 -> pin((int) arguments[0], (int) arguments[1], (int) arguments[2]);
            case 1 -> clock.epochMillis() / 1e3 + clock.microseconds() % 1000 / 1e6;
            case 2 -> setClock(((Number) arguments[0]).doubleValue());
            case 3 -> throw new BoardReset("machine.reset()");
            case 4 -> binary((int) arguments[0], memory);
            default -> null;
        };
    }

    /// Gives the file object at this address, `sys.stdout.buffer`, a descriptor of its own, for otherwise
    /// its bytes could not be told from text, whose line ends are converted.
    private static Object binary(int address, Memory memory) {
        if (memory.readInt(address + 4) != FileCalls.STDOUT) {
            return null;
        }
        memory.writeI32(address + 4, FileCalls.BINARY_STDOUT);
        return true;
    }

    private Object pin(int number, int request, int argument) {
        return switch (request) {
            case READ -> levels.getOrDefault(number, 0);
            case WRITE -> {
                levels.put(number, argument & 1);
                yield 0;
            }
            default -> null;
        };
    }

    private Object setClock(double seconds) {
        try {
            clock.set(seconds);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }
}
