package dev.jumper.devices.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.stream.StreamTimeoutException;
import dev.jumper.hal.time.VirtualTicks;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The exchanges are those of MicroPython's documentation of raw mode and raw-paste mode.
class MicroPythonBoardTest {
    private static final String ENTER = "\r\3\3\r\1";
    private static final String BANNER = "¶raw REPL; CTRL-B to exit¶>";
    private static final String PROVE = "print(0+1)\4";
    private static final String PROOF = "OK1¶\4\4>";
    private static final String ASK_RAW_PASTE = "\5A\1";
    private static final String WINDOW_128 = "R\1\200\0\1";

    private final VirtualTicks ticks = new VirtualTicks(0);

    private MicroPythonBoard over(ScriptedBoard script) {
        return MicroPythonBoard.over(script, ticks);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 4096})
    void runsCodeByRawPasteHoweverTheBytesAreSplit(int piece) throws IOException {
        var script = new ScriptedBoard(piece)
                .expect(ENTER, "¶>>> ¶>>> ¶>>> " + BANNER)
                .expect(PROVE, PROOF)
                .expect(ASK_RAW_PASTE, WINDOW_128)
                .expect("print(2)\4", "\1\0042¶\4\4>")
                .expect("\r\2", "");
        try (var board = over(script)) {
            assertEquals("2\r\n", board.exec("print(2)"));
        }
        script.done();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 4096})
    void neverSendsMoreThanTheWindowAllows(int piece) throws IOException {
        String first = "a".repeat(8);
        String second = "b".repeat(4);
        var script = new ScriptedBoard(piece)
                .expect(ENTER, BANNER)
                .expect(PROVE, PROOF)
                .expect(ASK_RAW_PASTE, "R\1\4\0\1") // a window of 4, and one more with the header
                .expect(first, "\1")
                .expect(second, "\1")
                .expect("c\4", "\4\4\4>");
        assertEquals("", over(script).exec(first + second + "c"));
        script.done();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "so long¶MPY: soft reboot¶MicroPython v1.27.0; a board¶Type \"help()\" for more information.¶>>> ",
                "so long¶MPY: soft reboot¶raw REPL; CTRL-B to exit¶>"
            })
    void tellsABoardThatStartsAgainFromCodeThatRuns(String start) {
        for (int piece : new int[] {1, 3, 4096}) {
            var script = new ScriptedBoard(piece)
                    .expect(ENTER, BANNER)
                    .expect(PROVE, PROOF)
                    .expect(ASK_RAW_PASTE, WINDOW_128)
                    .expect("reset()\4", "\1\4" + start)
                    .expect("\3", "");
            var output = new StringBuilder();
            var e = assertThrows(
                    ResetException.class,
                    () -> over(script)
                            .exec(
                                    "reset()",
                                    bytes -> output.append(StandardCharsets.US_ASCII.decode(bytes)),
                                    MicroPythonBoard.UNTIL_INTERRUPTED));
            assertEquals("board: it was reset while its code ran; what it did is lost, run it again", e.getMessage());
            assertTrue(output.toString().startsWith("so long\r\nMPY"), output.toString());
            script.done();
        }
    }

    @Test
    void endsTheTransferWhenTheBoardAbortsRawPaste() {
        var script = new ScriptedBoard(4096)
                .expect(ENTER, BANNER)
                .expect(PROVE, PROOF)
                .expect(ASK_RAW_PASTE, "R\1\2\0\4")
                .expect("\4", "\4MemoryError: ¶\4>");
        var e = assertThrows(RemoteException.class, () -> over(script).exec("x = 12345678"));
        assertEquals("MemoryError", e.type());
        script.done();
    }

    @Test
    void sendsPlainRawCodeInPacedPiecesWhereRawPasteIsNotSupported() throws IOException {
        String code = "#" + "x".repeat(599);
        var script = new ScriptedBoard(4096)
                .expect(ENTER, BANNER)
                .expect(PROVE, PROOF)
                .expect(ASK_RAW_PASTE, "R\0")
                .expect(code + "\4", "OKhi\4\4>")
                .expect("y\4", "OK\4\4>"); // and does not ask again
        var board = over(script);
        assertEquals("hi", board.exec(code));
        assertTrue(ticks.nanos() >= 20_000_000, "two pauses of 10 ms between three pieces of 256 bytes");
        assertEquals("", board.exec("y"));
        script.done();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4096})
    void resynchronisesWithFirmwareThatTakesRawPasteForABannerRequest(int piece) throws IOException {
        var script = new ScriptedBoard(piece)
                .expect(ENTER, BANNER)
                .expect(PROVE, PROOF)
                .expect(ASK_RAW_PASTE, BANNER)
                .expect("1\4", "OK\4\4>");
        assertEquals("", over(script).exec("1"));
        script.done();
    }

    @Test
    void asksAgainForThePromptOfABoardThatBootsSlowly() throws IOException {
        var script = new ScriptedBoard(4096)
                .expect(ENTER, "boot noise \377\0")
                .expect(ENTER, "more noise raw REPL; CTRL-B to ")
                .expect("\3".repeat(256) + ENTER, "raw REPL; CTRL-B to exit¶>")
                .expect("print(0+3)\4", "OK3¶\4\4>")
                .expect(ASK_RAW_PASTE, "R\0")
                .expect("1\4", "OK\4\4>");
        over(script).exec("1");
        script.done();
    }

    @Test
    void tellsAnUnpluggedBoardFromASilentOne() {
        var script = new ScriptedBoard(4096).expect(ENTER, "¶").hangUp();
        var e = assertThrows(EOFException.class, () -> over(script).connect());
        assertTrue(e.getMessage().contains("unplugged"), e.getMessage());
    }

    @Test
    void breaksOffCodeThatIsSilentForTooLong() throws IOException {
        var script = new ScriptedBoard(4096)
                .expect(ENTER, BANNER)
                .expect(PROVE, PROOF)
                .expect(ASK_RAW_PASTE, "R\0")
                .expect("while 1: pass\4", "OK")
                .expect("\3", "\4Traceback\4>")
                .expect(ENTER, BANNER)
                // the time, 2 s of nanoseconds, modulo 65536
                .expect("print(37888+1)\4", "OK37889¶\4\4>")
                .expect("1\4", "OK\4\4>");
        var board = over(script);
        assertThrows(
                StreamTimeoutException.class, () -> board.exec("while 1: pass", bytes -> {}, Duration.ofSeconds(2)));
        assertEquals("", board.exec("1"));
        script.done();
    }

    @Test
    void handsOnOutputAsItComes() throws IOException {
        var script = new ScriptedBoard(3)
                .expect(ENTER, BANNER)
                .expect(PROVE, PROOF)
                .expect(ASK_RAW_PASTE, "R\0")
                .expect("x\4", "OKabcdefg\4\4>");
        var pieces = new StringBuilder();
        over(script)
                .exec("x", bytes -> pieces.append('[').append(bytes.remaining()).append(']'), Duration.ofSeconds(1));
        assertEquals("[1][3][3]", pieces.toString()); // "OKa" "bcd" "efg"
    }

    @Test
    void reportsAPythonExceptionWithItsPlace() {
        var script = new ScriptedBoard(4096)
                .expect(ENTER, BANNER)
                .expect(PROVE, PROOF)
                .expect(ASK_RAW_PASTE, "R\0")
                .expect(
                        "open('x')\4",
                        "OK\4Traceback (most recent call last):¶  File \"<stdin>\", line 1, in <module>¶OSError:"
                                + " [Errno 2] ENOENT¶\4>");
        var e = assertThrows(RemoteException.class, () -> over(script).exec("open('x')"));
        assertEquals("OSError", e.type());
        assertEquals("<stdin>", e.file());
        assertEquals(1, e.line());
        assertEquals(OptionalInt.of(2), e.errno());
        assertEquals("board: OSError: [Errno 2] ENOENT (<stdin>, line 1)", e.getMessage());
    }

    @Test
    void refusesControlCharactersInCodeBeforeAnyIo() {
        var script = new ScriptedBoard(1);
        var e = assertThrows(IllegalArgumentException.class, () -> over(script).exec("a\4"));
        assertTrue(e.getMessage().contains("0x04 at offset 1"), e.getMessage());
        script.done();
    }

    @Test
    void returnsToTheRawPromptAfterASoftReset() throws IOException {
        var script = new ScriptedBoard(2)
                .expect(ENTER, BANNER)
                .expect(PROVE, PROOF)
                .expect("\4", "OK¶MPY: soft reboot¶" + BANNER)
                .expect("\r\2", "");
        try (var board = over(script)) {
            board.softReset();
        }
        script.done();
    }

    @Test
    void setsTheClockInTheOrderOfMachineRtc() throws IOException {
        var script = new ScriptedBoard(4096)
                .expect(ENTER, BANNER)
                .expect(PROVE, PROOF)
                .expect(ASK_RAW_PASTE, "R\0")
                // 2026-03-04 was a Wednesday: weekday 2
                .expect("import machine\nmachine.RTC().datetime((2026, 3, 4, 2, 5, 6, 7, 0))\4", "OK\4\4>")
                .expect("import time\nprint(tuple(time.gmtime()[:6]))\4", "OK(2026, 3, 4, 5, 6, 8)¶\4\4>");
        var clock = over(script).clock();
        clock.set(Instant.parse("2026-03-04T05:06:07Z"));
        assertEquals(Instant.parse("2026-03-04T05:06:08Z"), clock.now());
        script.done();
    }

    @Test
    void refusesATimeThatBoardsCannotKeep() {
        var clock = over(new ScriptedBoard(1)).clock();
        assertThrows(IllegalArgumentException.class, () -> clock.set(Instant.parse("1999-12-31T23:59:59Z")));
    }

    /// What asks for the value that `code`, as it stands in a literal, leaves in `_jv`: `check` is the remainder of
    /// its bytes as one number, the first the least, by 1073741789.
    private static String looking(String code, int check) {
        return """
            import os
            def _ji(b):
             try: return int.from_bytes(b, 'little') % 1073741789
             except Exception: return -1
            _jc = b'CODE'
            if _ji(_jc) not in (-1, CHECK): raise ValueError('damaged on the line')
            exec(_jc)
            _jc = repr(_jv)
            print(_jc)
            print(_ji(_jc.encode()))
            \4\
            """.replace("CODE", code).replace("CHECK", "" + check);
    }

    @Test
    void normalisesTheTimesOfABoardWhoseEpochIs2000() throws IOException {
        var script = new ScriptedBoard(4096)
                .expect(ENTER, BANNER)
                .expect(PROVE, PROOF)
                .expect(ASK_RAW_PASTE, "R\0")
                .expect(
                        looking("_jv=tuple(__import__(\\'time\\').gmtime(0)[:3])", 304_119_452),
                        "OK(2000, 1, 1)¶251547809¶\4\4>")
                .expect(
                        looking("_jv=tuple(os.stat(\\'/a\\'))", 904_835_197),
                        "OK(32768, 0, 0, 0, 0, 0, 5, 60, 60, 60)¶791071293¶\4\4>");
        var stat = over(script).files().stat("/a");
        assertEquals(Instant.parse("2000-01-01T00:01:00Z").getEpochSecond(), stat.mtime());
        assertEquals(5, stat.size());
    }
}
