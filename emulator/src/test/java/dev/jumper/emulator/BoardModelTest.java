package dev.jumper.emulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamUrl;
import dev.jumper.hal.time.SoftRtc;
import dev.jumper.hal.time.Ticks;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.hal.vfs.MemoryVfs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Boards with the limits of real ones, the interpreter and all; on a clock that passes only when somebody waits
/// wherever a time is asserted.
@Timeout(600)
class BoardModelTest {
    private final VirtualTicks ticks = new VirtualTicks(0);

    @BeforeEach
    void needsTheInterpreter() {
        assumeTrue(EmbeddedBoard.available(), "this build was made without MicroPython");
    }

    private static EmbeddedBoard boot(BoardModel model, Ticks ticks) {
        var rtc = new SoftRtc(ticks, Instant.parse("2026-03-04T05:06:07Z"));
        return EmbeddedBoard.boot(new MemoryVfs(rtc, model.flash()), rtc, ticks, model);
    }

    private static String readFor(ByteStream stream, int millis) throws IOException {
        stream.ioctl(ByteStream.TIMEOUT, millis);
        var all = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(1000);
        while (stream.read(buffer.clear()) > 0) {
            all.write(buffer.array(), 0, buffer.position());
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void bootLogIsTextAt74880Baud() throws Exception {
        try (var board = boot(BoardModel.esp8266(74_880, 115_200), ticks)) {
            var terminal = new Terminal(board.stream());
            terminal.expect("\r\n ets Jan  8 2013,rst cause:1, boot mode:(3,7)\r\n");
            terminal.until("csum 0x6e\r\n");
            board.stream().ioctl(ByteStream.BAUD, 115_200);
            terminal.until(">>> "); // nothing is on the line any more
            board.stream().ioctl(ByteStream.BAUD, 74_880);
            board.reset();
            terminal.until("\r\n ets Jan  8 2013,rst cause:2, boot mode:(3,7)\r\n");
        }
    }

    @Test
    void bootLogIsGarbageAt115200BaudAndTheBannerIsNot() throws Exception {
        try (var board = boot(BoardModel.esp8266(115_200, 115_200), ticks)) {
            String seen = new Terminal(board.stream()).until(Terminal.BANNER);
            assertFalse(seen.contains("ets"), seen);
            assertTrue(seen.length() > Terminal.BANNER.length() + 100, seen);
        }
    }

    @Test
    void rtsAloneHoldsTheBoardInResetAndItStartsWhenReleased() throws Exception {
        try (var board = boot(BoardModel.esp8266(74_880, 74_880), ticks)) {
            var stream = board.stream();
            new Terminal(stream).until(">>> ");
            assertEquals(ByteStream.DTR | ByteStream.RTS, stream.ioctl(ByteStream.GET_MODEM, 0));
            stream.ioctl(ByteStream.SET_MODEM, ByteStream.RTS);
            assertEquals(ByteStream.RTS, stream.ioctl(ByteStream.GET_MODEM, 0));
            stream.write(ByteBuffer.wrap("\rprint(1)\r".getBytes(StandardCharsets.US_ASCII)));
            assertEquals("", readFor(stream, 1000));
            stream.ioctl(ByteStream.SET_MODEM, 0);
            var terminal = new Terminal(stream);
            terminal.expect("\r\n ets Jan  8 2013,rst cause:2, boot mode:(3,7)\r\n");
            terminal.until(Terminal.BANNER);
        }
    }

    @Test
    void dtrAloneAtTheEndOfAResetLeadsToTheBootLoaderWhichIsSilent() throws Exception {
        try (var board = boot(BoardModel.esp8266(74_880, 74_880), ticks)) {
            var stream = board.stream();
            new Terminal(stream).until(">>> ");
            stream.ioctl(ByteStream.SET_MODEM, ByteStream.RTS);
            readFor(stream, 100);
            stream.ioctl(ByteStream.SET_MODEM, ByteStream.DTR);
            stream.ioctl(ByteStream.SET_MODEM, 0);
            new Terminal(stream).expect("\r\n ets Jan  8 2013,rst cause:2, boot mode:(1,7)\r\n\r\n");
            stream.write(ByteBuffer.wrap(new byte[] {'\r', 3, 3, 1}));
            assertEquals("", readFor(stream, 1000));
            stream.ioctl(ByteStream.SET_MODEM, ByteStream.RTS);
            stream.ioctl(ByteStream.SET_MODEM, ByteStream.RTS | ByteStream.DTR);
            new Terminal(stream).until(Terminal.BANNER);
        }
    }

    @Test
    void outputTakesItsTimeOnTheLine() throws Exception {
        try (var board = boot(BoardModel.esp8266(115_200, 115_200), ticks)) {
            var terminal = new Terminal(board.stream()).raw();
            long start = ticks.nanos();
            terminal.run("print('x' * 5760, end='')");
            long took = ticks.nanos() - start;
            // 5760 of 11,520 bytes a second, and what the board computes
            assertTrue(took >= 500_000_000 && took < 800_000_000, took + " ns");
        }
    }

    @Test
    void inputTakesItsTimeOnTheLine() throws Exception {
        try (var board = boot(BoardModel.esp8266(9600, 9600), ticks)) {
            var terminal = new Terminal(board.stream()).raw();
            long start = ticks.nanos();
            terminal.run("#" + "x".repeat(958));
            long took = ticks.nanos() - start;
            // 960 bytes a second, and what the board computes
            assertTrue(took >= 1_000_000_000 && took < 1_300_000_000, took + " ns");
        }
    }

    @Test
    void flushWaitsForTheLine() throws Exception {
        try (var board = boot(BoardModel.esp8266(115_200, 115_200), ticks)) {
            var terminal = new Terminal(board.stream()).raw();
            long start = ticks.nanos();
            terminal.type("#" + "x".repeat(1151));
            board.stream().ioctl(ByteStream.FLUSH, 0);
            assertEquals(100_000_000, ticks.nanos() - start, 1_000_000);
        }
    }

    @Test
    void losesInputThatComesWhileTheProgramComputes() throws Exception {
        try (var board = boot(BoardModel.esp8266(115_200, 115_200), Ticks.system())) {
            var terminal = new Terminal(board.stream()).raw();
            terminal.type("""
                import sys, time
                print('busy', end='')
                start = time.ticks_ms()
                while time.ticks_diff(time.ticks_ms(), start) < 300:
                    pass
                print(len(sys.stdin.buffer.read(255)), end='')
                \u0004\
                """);
            terminal.until("OKbusy");
            terminal.type(new byte[1000]); // 87 ms long
            assertEquals("255\u0004", terminal.until("\u0004"));
            assertEquals(1000 - 255, board.stream().ioctl(EmbeddedBoard.OVERRUNS, 0));
        }
    }

    @Test
    void losesNothingOfABlockThatFitsItsBuffer() throws Exception {
        try (var board = boot(BoardModel.esp8266(115_200, 115_200), Ticks.system())) {
            var terminal = new Terminal(board.stream()).raw();
            terminal.type("""
                import sys, time
                for i in range(8):
                    print('>', end='')
                    time.sleep_ms(50)
                    b = sys.stdin.buffer.read(255)
                    assert b == bytes((i + k & 0xff | 0x80) for k in range(255)), b
                \u0004\
                """);
            terminal.until("OK");
            for (int i = 0; i < 8; i++) {
                terminal.until(">");
                var block = new byte[255];
                for (int k = 0; k < block.length; k++) {
                    block[k] = (byte) (i + k | 0x80); // no Ctrl-C among them
                }
                terminal.type(block);
            }
            assertEquals("\u0004", terminal.until("\u0004"));
            assertEquals("\u0004", terminal.until("\u0004"));
            assertEquals(0, board.stream().ioctl(EmbeddedBoard.OVERRUNS, 0));
        }
    }

    @Test
    void interruptsAProgramWhoseBufferIsFull() throws Exception {
        try (var board = boot(BoardModel.esp8266(115_200, 115_200), Ticks.system())) {
            var terminal = new Terminal(board.stream()).raw();
            terminal.type("print('on', end='')\nwhile True: pass\u0004");
            terminal.until("OKon");
            terminal.type("x".repeat(500) + "\u0003");
            assertTrue(terminal.until("\u0004>").contains("KeyboardInterrupt"));
        }
    }

    @Test
    void anotherRateOfTheHostGivesGarbageBothWays() throws Exception {
        try (var board = boot(BoardModel.esp8266(115_200, 115_200), ticks)) {
            new Terminal(board.stream()).until(">>> ");
            assertEquals(115_200, board.stream().ioctl(ByteStream.BAUD, 9600));
            board.stream().write(ByteBuffer.wrap("print('hello')\r".getBytes(StandardCharsets.US_ASCII)));
            assertFalse(readFor(board.stream(), 200).contains("hello"));
            assertEquals(9600, board.stream().ioctl(ByteStream.BAUD, 115_200));
            var terminal = new Terminal(board.stream());
            terminal.type("\u0003\rprint('hel' + 'lo')\r");
            terminal.until("hello\r\n>>> ");
        }
    }

    @Test
    void refusesABadRate() throws Exception {
        try (var board = boot(BoardModel.esp8266(115_200, 115_200), ticks)) {
            var e = assertThrows(
                    IllegalArgumentException.class, () -> board.stream().ioctl(ByteStream.BAUD, 0));
            assertEquals("embedded board: baud rate is 0, expected 1 or more, usually 115200", e.getMessage());
            assertEquals(115_200, board.stream().ioctl(ByteStream.BAUD, ByteStream.QUERY));
        }
    }

    @Test
    void fileSystemsAreAsLargeAsThoseOfTheBoards() throws Exception {
        // 763 and 352 blocks of 4096 bytes
        assertEquals(763 * 4096, BoardModel.esp8266(115_200, 115_200).flash());
        assertEquals(352 * 4096, BoardModel.rp2().flash());
        try (var stream = StreamUrl.open("sim:rp2")) {
            var terminal = new Terminal(stream).raw();
            assertEquals("28\r\n1441792\r\n", terminal.run("""
                import os
                b = bytes(4096)
                f = open('full', 'wb')
                try:
                    while True: n = f.write(b)
                except OSError as e: print(e.errno)
                f.close()
                print(os.stat('full')[6])\
                """));
            assertEquals("0\r\n", terminal.run("print(os.statvfs('/')[3])"));
        }
    }

    @Test
    void heapOfTheSmallBoardDoesNotGrow() throws Exception {
        try (var board = boot(BoardModel.esp8266(115_200, 115_200), ticks)) {
            var terminal = new Terminal(board.stream()).raw();
            int free = Integer.parseInt(
                    terminal.run("import gc\nprint(gc.mem_free())").strip());
            assertTrue(free > 25_000 && free < 38 << 10, free + " bytes free");
            assertEquals(
                    "MemoryError: memory allocation failed, allocating 40000 bytes",
                    terminal.error("bytearray(40000)"));
            assertEquals("25000\r\n", terminal.run("print(len(bytearray(25000)))"));
            assertEquals("25000\r\n", terminal.run("print(len(bytearray(25000)))"));
        }
    }

    @Test
    void boardOnUsbLosesNothing() throws Exception {
        try (var board = boot(BoardModel.rp2(), Ticks.system())) {
            var terminal = new Terminal(board.stream());
            terminal.expect(Terminal.BANNER);
            terminal.type("\u0001");
            terminal.until(Terminal.RAW_BANNER);
            terminal.type("import sys, time\nprint('>', end='')\ntime.sleep_ms(50)\n"
                    + "print(sum(sys.stdin.buffer.read(5000)), end='')\u0004");
            terminal.until("OK>");
            var bytes = new byte[5000];
            java.util.Arrays.fill(bytes, (byte) 200);
            terminal.type(bytes);
            assertEquals("1000000\u0004", terminal.until("\u0004"));
        }
    }

    @Test
    void opensTheBoardsByTheirUrls() throws Exception {
        try (var stream = StreamUrl.open("sim:esp8266?baud=230400")) {
            assertEquals(230_400, stream.ioctl(ByteStream.BAUD, ByteStream.QUERY));
            var terminal = new Terminal(stream);
            terminal.until(Terminal.BANNER);
            terminal.type("6*7\r");
            terminal.until("42\r\n>>> ");
        }
        try (var stream = StreamUrl.open("sim:esp8266?uart=115200&baud=74880")) {
            assertArrayEquals(
                    "\r\n ets Jan  8 2013".getBytes(StandardCharsets.US_ASCII), new Terminal(stream).bytes(18));
        }
    }

    @Test
    void refusesBadUrls() {
        refused("sim:?dorp=1", "found option dorp, expected one of [baud, files, heap, time, uart]");
        refused("sim:esp8266?baud=0", "option baud is '0', expected a whole number from 1 up");
        refused("sim:esp8266?uart=fast", "option uart is 'fast', expected a whole number from 1 up");
        refused("sim:esp8266?heap=15", "option heap is '15', expected a whole number from 16 up");
        refused("sim:esp8266?heap=8193", "option heap is '8193', expected KiB up to 8192");
        refused("sim:rp2?uart=9600", "found option uart, expected it only of sim:esp8266, which has one");
    }

    private static void refused(String url, String message) {
        var e = assertThrows(IllegalArgumentException.class, () -> StreamUrl.open(url), url);
        assertEquals("stream URL " + url + ": " + message, e.getMessage());
    }
}
