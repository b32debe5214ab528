package dev.jumper.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.EdgeSource;
import dev.jumper.hal.Pin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Host pins that tell listeners of their edges.
class HeardEdgesTest {
    private final Circuit circuit = Circuit.create(CircuitOptions.DEFAULT.withAccessNanos(0));
    private final Pin button = circuit.pin("button");
    private final Terminal finger = circuit.net("button").terminal("finger");
    private final List<String> told = new ArrayList<>();

    private EdgeSource.Listening listen() throws IOException {
        return ((EdgeSource) button)
                .listen((pin, nanos, level) ->
                        told.add(pin + " " + level + " at " + nanos + ", now " + circuit.nanos()));
    }

    private void press(long nanos, int level) {
        circuit.after(nanos, () -> finger.drive(level));
    }

    @Test
    void tellsEachEdgeAtItsTimeWhileTheProgramWaits() throws Exception {
        try (var _ = listen()) {
            press(100, 1);
            press(250, 0);
            circuit.ticks().delay(1000);
        }
        assertEquals(List.of("host button 1 at 100, now 100", "host button 0 at 250, now 250"), told);
    }

    @Test
    void aListenerMayUsePinsAndWaitAndHearsWhatCameMeanwhile() throws Exception {
        var lamp = circuit.pin("lamp");
        lamp.output(false);
        try (var _ = ((EdgeSource) button).listen((_, nanos, level) -> {
            lamp.set(level == 1);
            circuit.ticks().delay(500);
            told.add(level + " at " + nanos + ", lamp " + circuit.net("lamp").level() + ", now " + circuit.nanos());
        })) {
            press(100, 1);
            press(250, 0);
            circuit.ticks().delay(300);
        }
        assertEquals(List.of("1 at 100, lamp 1, now 600", "0 at 250, lamp 0, now 1100"), told);
        assertEquals(1100, circuit.nanos(), "time does not go back");
    }

    @Test
    void whatTheProgramDoesItselfIsToldWhenItWaitsNext() throws Exception {
        var wire = circuit.pin("button", "other end");
        try (var _ = listen()) {
            wire.output(true);
            assertEquals(List.of(), told);
            circuit.await(50, () -> false);
        }
        assertEquals(List.of("host button 1 at 0, now 0"), told);
    }

    @Test
    void whatLastsNoTimeIsNotTold() throws Exception {
        try (var _ = listen()) {
            circuit.after(100, () -> {
                finger.drive(1);
                finger.drive(0);
            });
            press(200, 1);
            circuit.ticks().delay(1000);
        }
        assertEquals(List.of("host button 1 at 200, now 200"), told);
    }

    @Test
    void anOutputTellsNothingUntilItIsAnInputAgain() throws Exception {
        try (var _ = listen()) {
            button.output(true);
            button.set(false);
            button.input(dev.jumper.hal.Pull.NONE);
            circuit.ticks().delay(10);
            told.clear();
            press(5, 1);
            circuit.ticks().delay(10);
        }
        assertEquals(List.of("host button 1 at 15, now 15"), told);
    }

    @Test
    void afterClosingNothingIsTold() throws Exception {
        var listening = listen();
        press(100, 1);
        listening.close();
        listening.close();
        circuit.ticks().delay(200);
        try (var _ = listen()) {
            press(100, 0);
            circuit.ticks().delay(200);
        }
        assertEquals(List.of("host button 0 at 300, now 300"), told);
    }

    @Test
    void aListenerMayCloseItsListening() throws Exception {
        var own = new EdgeSource.Listening[1];
        own[0] = ((EdgeSource) button).listen((_, _, level) -> {
            told.add("" + level);
            own[0].close();
        });
        press(100, 1);
        press(200, 0);
        circuit.ticks().delay(300);
        assertEquals(List.of("1"), told);
    }

    @Test
    void whatAListenerThrowsComesOutWhereTimePassesAndTheNextEdgeIsTold() throws Exception {
        try (var _ = ((EdgeSource) button).listen((_, _, level) -> {
            told.add("" + level);
            throw new IOException("no lamp");
        })) {
            press(100, 1);
            press(200, 0);
            for (int i = 0; i < 2; i++) {
                var e = assertThrows(
                        UncheckedIOException.class, () -> circuit.ticks().delay(300));
                assertEquals("no lamp", e.getCause().getMessage());
            }
        }
        assertEquals(List.of("1", "0"), told);
    }

    @Test
    void aPinIsListenedToOrCapturedAndNoOutput() throws Exception {
        var source = (EdgeSource) button;
        var capture = (EdgeCapture) button;
        try (var _ = listen()) {
            String has = "host button: has a listener already; close its listening first";
            assertEquals(
                    has, assertThrows(IllegalStateException.class, this::listen).getMessage());
            assertEquals(
                    has, assertThrows(IllegalStateException.class, capture::arm).getMessage());
        }
        capture.arm();
        assertEquals(
                "host button: listened to while its edges are captured; disarm it first",
                assertThrows(IllegalStateException.class, () -> source.listen((_, _, _) -> {}))
                        .getMessage());
        capture.disarm();
        button.output(true);
        assertEquals(
                "host button: listened to while it is an output; make it an input first",
                assertThrows(IllegalStateException.class, () -> source.listen((_, _, _) -> {}))
                        .getMessage());
    }
}
