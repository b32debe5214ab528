package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Requests and arguments are those of [Pin].
class ReleasableLineTest {
    private final List<String> requests = new ArrayList<>();

    private Pin knowing(Integer... known) {
        return (request, argument) -> {
            if (!List.of(known).contains(request)) {
                throw Pin.unknown("pin", request);
            }
            requests.add(Pin.requestName(request) + " " + argument);
            return 0;
        };
    }

    private void pullLowTwice(Pin pin) throws IOException {
        var line = new ReleasableLine(pin, "device");
        line.release();
        line.low();
        line.release();
        line.low();
        line.release();
    }

    @Test
    void isAnInputWithAPullUpWhileItIsLetGo() throws IOException {
        pullLowTwice(knowing(Pin.INPUT, Pin.OUTPUT));
        assertEquals(List.of("INPUT (3) 1", "OUTPUT (4) 0", "INPUT (3) 1", "OUTPUT (4) 0", "INPUT (3) 1"), requests);
    }

    @Test
    void isOpenDrainWhereThePinKnowsNoInput() throws IOException {
        pullLowTwice(knowing(Pin.OPEN_DRAIN, Pin.WRITE));
        assertEquals(List.of("OPEN_DRAIN (5) 1", "WRITE (2) 0", "WRITE (2) 1", "WRITE (2) 0", "WRITE (2) 1"), requests);
    }

    @Test
    void saysThatThePinKnowsNeither() {
        var line = new ReleasableLine(knowing(), "device");
        assertEquals(
                DeviceException.Kind.DIRECTION_REFUSED,
                assertThrows(DeviceException.class, line::release).kind());
    }

    @Test
    void asksForAPullUpWhereAnInputStandsForOpenDrain() throws IOException {
        var line = OpenDrain.release("bus", knowing(Pin.INPUT, Pin.OUTPUT), false);
        line.ioctl(Pin.WRITE, 0);
        line.ioctl(Pin.WRITE, 1);
        assertEquals(List.of("INPUT (3) 1", "OUTPUT (4) 0", "INPUT (3) 1"), requests);
    }
}
