package dev.jumper.sim.bus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PlaybackDhtTest {
    /// 65.2 % and 35.1 °C: the example of the AM2302 manual.
    private static final byte[] FRAME = {0x02, (byte) 0x8C, 0x01, 0x5F, (byte) 0xEE};

    @Test
    void handsOutFramesAndFailures() throws IOException {
        try (var line = new PlaybackDht().expect("028c015fee").fail(Kind.MISSED)) {
            assertArrayEquals(FRAME, line.frame());
            var e = assertThrows(DeviceException.class, line::frame);
            assertEquals("DHT playback, step 2: frame: MISSED, as its script says", e.getMessage());
            var over = assertThrows(AssertionError.class, line::frame);
            assertEquals("step 3: frame, after the end of the script", over.getMessage());
        }
    }

    @Test
    void playsBackWhatWasRecorded() throws IOException {
        var script = "02 8c 01 5f ee\nfail ABSENT: DHT22 on dht: no answer\nfail IO: the cable\n";
        try (var playback = PlaybackDht.parse(script)) {
            var recording = RecordingDht.over(playback);
            assertArrayEquals(FRAME, recording.frame());
            assertEquals(
                    Kind.ABSENT,
                    assertThrows(DeviceException.class, recording::frame).kind());
            assertEquals(
                    "the cable",
                    assertThrows(IOException.class, recording::frame).getMessage());
            assertEquals(script, recording.script());
        }
    }

    @Test
    void complainsAboutFramesThatNobodyRead() {
        var line = new PlaybackDht().expect("028c015fee");
        var e = assertThrows(AssertionError.class, line::close);
        assertEquals("1 of 1 steps never happened, first step 1: frame", e.getMessage());
    }

    @Test
    void refusesFramesThatNoLineHandsOut() {
        var e = assertThrows(IllegalArgumentException.class, () -> new PlaybackDht().expect("028c015fef"));
        assertEquals(
                "DHT frame 02 8c 01 5f ef: checksum is 0xef, computed 0xee; a line never hands out such a frame,"
                        + " fail it",
                e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> new PlaybackDht().expect("028c015f"));
        assertEquals("DHT frame has 4 bytes, expected 5", e.getMessage());
    }
}
