package dev.jumper.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.hal.stream.LoopStream;
import dev.jumper.hal.stream.StreamOpenException;
import dev.jumper.hal.stream.StreamUrl;
import dev.jumper.hal.time.Ticks;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimOpenerTest {
    @BeforeEach
    void needsTheInterpreter() {
        assumeTrue(EmbeddedBoard.available(), "this build was made without MicroPython");
    }

    @Test
    void opensABoardByItsUrl() throws Exception {
        try (var stream = StreamUrl.open("sim:")) {
            var terminal = new Terminal(stream);
            terminal.expect(Terminal.BANNER);
            terminal.type("6*7\r");
            terminal.until("42\r\n>>> ");
        }
    }

    @Test
    void clockStartsAtTheHostsTime() throws Exception {
        long before = System.currentTimeMillis() / 1000 - 1;
        try (var stream = StreamUrl.open("sim:")) {
            var terminal = new Terminal(stream).raw();
            long seen = Long.parseLong(
                    terminal.run("import time\nprint(int(time.time()))").strip());
            assertTrue(seen >= before && seen <= before + 60, seen + " after " + before);
        }
    }

    @Test
    void keepsFilesInAFolderOfTheHost(@TempDir Path folder) throws Exception {
        try (var stream = StreamUrl.open("sim:?files=" + folder)) {
            new Terminal(stream).raw().run("with open('a b', 'w') as f: n = f.write('kept')");
        }
        assertEquals("kept", Files.readString(folder.resolve("a b")));
        try (var stream = StreamUrl.open("sim:" + folder)) {
            assertEquals("kept\r\n", new Terminal(stream).raw().run("print(open('a b').read())"));
        }
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        var e = assertThrows(StreamOpenException.class, () -> StreamUrl.open("sim:/no/such/folder"));
        assertEquals(StreamOpenException.Reason.ABSENT, e.reason());
        assertEquals(
                "sim:/no/such/folder: found nothing, expected a folder for the board's files; make it first",
                e.getMessage());
    }

    @Test
    void closedConsoleRefusesFurtherUse() throws Exception {
        var stream = StreamUrl.open("sim:");
        stream.close();
        stream.close();
        assertThrows(IllegalStateException.class, () -> stream.read(ByteBuffer.allocate(1)));
    }

    @Test
    void bridgeCarriesBothWaysAndClosesBothEnds() throws Exception {
        var pair = LoopStream.pair(256, Ticks.system());
        try (var bridge = Bridge.join(StreamUrl.open("sim:"), pair.far(), Ticks.system())) {
            var terminal = new Terminal(pair.near());
            terminal.until(">>> ");
            terminal.type("len('" + "x".repeat(2000) + "')\r");
            terminal.until("2000\r\n>>> ");
            pair.near().close();
            bridge.await();
        }
    }

    @Test
    void filesInMemoryFitAsManyBytesAsTheFlashOfABoard() throws Exception {
        try (var stream = StreamUrl.open("sim:")) {
            var terminal = new Terminal(stream).raw();
            assertEquals("16777216\r\n", terminal.run("import os\ns = os.statvfs('/')\nprint(s[1] * s[2])"));
            assertEquals("28\r\n", terminal.run("""
                with open('full', 'wb') as f:
                    try:
                        while True: n = f.write(bytes(65536))
                    except OSError as e: print(e.errno)\
                """));
            assertEquals("16777216\r\n", terminal.run("print(os.stat('full')[6])"));
            assertEquals("ok\r\n", terminal.run("os.remove('full')\nf = open('a', 'w')\nf.close()\nprint('ok')"));
        }
    }
}
