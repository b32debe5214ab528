package dev.jumper.emulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.hal.time.SoftRtc;
import dev.jumper.hal.time.Ticks;
import dev.jumper.hal.vfs.MemoryVfs;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Expected bytes are those that a board sends, as told by MicroPython's documentation of the prompt.
class PromptTest {
    private final SoftRtc rtc = new SoftRtc(Ticks.system(), Instant.parse("2026-03-04T05:06:07Z"));
    private final MemoryVfs files = new MemoryVfs(rtc);
    private EmbeddedBoard board;
    private Terminal terminal;

    @BeforeEach
    void boot() throws Exception {
        assumeTrue(EmbeddedBoard.available(), "this build was made without MicroPython");
        board = EmbeddedBoard.boot(files, rtc, Ticks.system());
        terminal = new Terminal(board.stream());
    }

    @AfterEach
    void switchOff() {
        if (board != null) {
            board.close();
        }
    }

    @Test
    void friendlyPromptShowsItsBannerAndEchoes() throws Exception {
        terminal.expect(Terminal.BANNER);
        terminal.type("1+1\r");
        terminal.expect("1+1\r\n2\r\n>>> ");
    }

    @Test
    void rawPromptAnswersOkOutputAndTraceback() throws Exception {
        terminal.expect(Terminal.BANNER);
        terminal.type("\u0001");
        terminal.expect("\r\n" + Terminal.RAW_BANNER);
        terminal.type("print(1)\nprint('a\\nb')\u0004");
        terminal.expect("OK1\r\na\r\nb\r\n\u0004\u0004>");
        terminal.type("1/0\u0004");
        terminal.expect("OK\u0004Traceback (most recent call last):\r\n  File \"<stdin>\", line 1, in <module>\r\n"
                + "ZeroDivisionError: divide by zero\r\n\u0004>");
        terminal.type("forgotten\u0003print(2)\u0004");
        terminal.expect("OK2\r\n\u0004\u0004>");
        terminal.type("\u0002");
        terminal.expect(Terminal.BANNER);
    }

    @Test
    void rawPasteGivesCreditAsItIsUsedUp() throws Exception {
        terminal.raw();
        terminal.type("\u0005A\u0001");
        assertArrayEquals(new byte[] {'R', 1, (byte) 128, 0, 1}, terminal.bytes(5));
        String code = "print(len('" + "x".repeat(300) + "'))#";
        code += "y".repeat(3 * 128 + 127 - code.length());
        terminal.type(code);
        terminal.expect("\u0001\u0001\u0001");
        terminal.type("y");
        terminal.expect("\u0001");
        terminal.type("\u0004");
        terminal.expect("\u0004300\r\n\u0004\u0004>");
    }

    @Test
    void rawPasteTakesEveryByteButTwoAndAnEmptyText() throws Exception {
        terminal.raw();
        terminal.type("\u0005A\u0001");
        terminal.bytes(5);
        terminal.type("print([ord(c) for c in '\u0001\u0002\u0005é'])\u0004");
        terminal.expect("\u0004[1, 2, 5, 233]\r\n\u0004\u0004>");
        terminal.type("\u0005A\u0001");
        terminal.bytes(5);
        terminal.type("\u0004");
        terminal.expect("\u0004\u0004\u0004>");
    }

    @Test
    void rawPasteIsBrokenOffByInterruptKey() throws Exception {
        terminal.raw();
        terminal.type("\u0005A\u0001");
        terminal.bytes(5);
        terminal.type("print(1)\u0003");
        terminal.expect("\u0004\u0004Traceback (most recent call last):\r\n  File \"<stdin>\", line 1\r\n"
                + "KeyboardInterrupt: \r\n\u0004>");
        assertEquals("2\r\n", terminal.run("print(2)"));
    }

    @Test
    void syntaxErrorsAreToldInBothModes() throws Exception {
        terminal.raw();
        assertEquals("SyntaxError: invalid syntax", terminal.error("1 +"));
        terminal.type("\u0005A\u0001");
        terminal.bytes(5);
        terminal.type("1 +\u0004");
        assertTrue(terminal.until("\u0004>").contains("SyntaxError: invalid syntax"));
    }

    @Test
    void interruptKeyBreaksOffALoop() throws Exception {
        terminal.raw();
        terminal.type("print('go')\nwhile True: pass\u0004");
        terminal.until("go\r\n");
        terminal.type("\u0003");
        assertTrue(terminal.until("\u0004>").endsWith("KeyboardInterrupt: \r\n\u0004>"));
        assertEquals("1\r\n", terminal.run("print(1)"));
    }

    @Test
    void interruptKeyBreaksOffASleep() throws Exception {
        terminal.raw();
        terminal.type("import time\nprint('go')\ntime.sleep(1000)\u0004");
        terminal.until("go\r\n");
        terminal.type("\u0003");
        assertTrue(terminal.until("\u0004>").endsWith("KeyboardInterrupt: \r\n\u0004>"));
    }

    @Test
    void interruptKeyBreaksOffAWaitForInput() throws Exception {
        terminal.raw();
        terminal.type("import sys\nprint('go')\nsys.stdin.read(1)\u0004");
        terminal.until("go\r\n");
        terminal.type("\u0003");
        terminal.until("KeyboardInterrupt: \r\n\u0004>");
    }

    @Test
    void interruptKeyAtAnIdlePromptHarmsNothing() throws Exception {
        terminal.until(">>> ");
        terminal.type("\u0003\u0003");
        terminal.expect("\r\n>>> \r\n>>> ");
        terminal.type("1+1\r");
        terminal.expect("1+1\r\n2\r\n>>> ");
    }

    @Test
    void resetButtonEndsCodeThatSwallowsTheInterrupt() throws Exception {
        terminal.raw();
        terminal.type("while True:\n try:\n  print('go')\n  while True: pass\n except: pass\n\u0004");
        terminal.until("go\r\n");
        terminal.type("\u0003");
        terminal.until("go\r\n");
        board.reset();
        terminal.until(Terminal.BANNER);
        terminal.type("1+1\r");
        terminal.until("2\r\n>>> ");
    }

    @Test
    void crashIsToldAndTheBoardStartsAgain() throws Exception {
        terminal.raw();
        terminal.type("import uctypes\nuctypes.bytearray_at(0x3fffffff, 1)[0] = 1\u0004");
        terminal.until("\r\nThe embedded board has crashed (");
        terminal.until(" and starts again.\r\n" + Terminal.BANNER);
        terminal.type("1+1\r");
        terminal.until("2\r\n>>> ");
    }

    @Test
    void wrongUseOfItsInnardsIsNoCrash() throws Exception {
        terminal.raw();
        assertEquals(
                "V wrong arguments, V wrong arguments, None\r\n",
                terminal.run(
                        "import _jumper\nprint(_jumper.write('a', 'b'), _jumper.pin(), _jumper.reset(x=1), sep=', ')"));
        assertEquals(
                "V wrong arguments, V wrong arguments, V wrong arguments\r\n",
                terminal.run("print(_jumper.bits(2, -5, 10, 1, 1, 1, 1), _jumper.i2c_scan(7, 0),"
                        + " _jumper.bits(2, 0, 0x7fffffff, 1, 1, 1, 1), sep=', ')"));
    }

    @Test
    void softResetKeepsRawModeAndForgetsVariables() throws Exception {
        terminal.raw();
        terminal.run("x = 1");
        terminal.type("\u0004");
        terminal.expect("OK\r\nMPY: soft reboot\r\n" + Terminal.RAW_BANNER);
        assertEquals("NameError: name 'x' isn't defined", terminal.error("x"));
    }

    @Test
    void systemExitIsASoftReset() throws Exception {
        terminal.until(">>> ");
        terminal.type("import sys\rsys.exit()\r");
        terminal.until("MPY: soft reboot\r\n" + Terminal.BANNER);
    }

    @Test
    void machineResetStartsAgain() throws Exception {
        terminal.raw();
        terminal.type("import machine\nmachine.reset()\u0004");
        terminal.until(Terminal.BANNER);
    }

    @Test
    void startFilesRunAtBootButMainNotAfterASoftResetFromRawMode() throws Exception {
        terminal.until(">>> ");
        files.write("boot.py", "print('boot')\n".getBytes());
        files.write("main.py", "print('main')\n1/0\n".getBytes());
        terminal.type("\u0004");
        terminal.expect("\r\nMPY: soft reboot\r\nboot\r\nmain\r\nTraceback (most recent call last):\r\n"
                + "  File \"main.py\", line 2, in <module>\r\nZeroDivisionError: divide by zero\r\n" + Terminal.BANNER);
        terminal.type("\u0001");
        terminal.until(Terminal.RAW_BANNER);
        terminal.type("\u0004");
        terminal.expect("OK\r\nMPY: soft reboot\r\nboot\r\n" + Terminal.RAW_BANNER);
    }

    @Test
    void interruptKeyBreaksOffMain() throws Exception {
        terminal.until(">>> ");
        files.write("main.py", "print('main')\nwhile True: pass\n".getBytes());
        terminal.type("\u0004");
        terminal.until("main\r\n");
        terminal.type("\u0003");
        terminal.until("KeyboardInterrupt: \r\n" + Terminal.BANNER);
    }

    @Test
    void endlessAllocationEndsInMemoryErrorAndThePromptLivesOn() throws Exception {
        terminal.raw();
        assertTrue(terminal.error("x = []\nwhile True: x.append(bytearray(100000))")
                .startsWith("MemoryError"));
        assertEquals("2\r\n", terminal.run("x = None\nprint(1 + 1)"));
    }

    @Test
    void deepRecursionEndsInRuntimeError() throws Exception {
        terminal.raw();
        assertEquals("RuntimeError: maximum recursion depth exceeded", terminal.error("def f(): return f()\nf()"));
        assertEquals("2\r\n", terminal.run("print(1 + 1)"));
    }

    @Test
    void textOfAnyScriptPassesBothWays() throws Exception {
        terminal.raw();
        assertEquals("grüße 日本 🙂 8\r\n", terminal.run("print('grüße 日本 🙂', len('日本 🙂abcd'))"));
    }

    @Test
    void binaryOutputPassesUnchanged() throws Exception {
        terminal.raw();
        terminal.type("import sys\nn = sys.stdout.buffer.write(bytes(range(256)))\u0004");
        terminal.expect("OK");
        byte[] all = terminal.bytes(256);
        for (int i = 0; i < 256; i++) {
            assertEquals((byte) i, all[i]);
        }
        terminal.expect("\u0004\u0004>");
    }

    @Test
    void programsReadTheConsole() throws Exception {
        terminal.raw();
        terminal.type("import sys\nprint('go')\nprint(sys.stdin.buffer.read(3), sys.stdin.readline())\u0004");
        terminal.until("go\r\n");
        terminal.type(new byte[] {'a', (byte) 0xFF, 0});
        terminal.type("line\n");
        terminal.expect("b'a\\xff\\x00' line\r\n\r\n\u0004\u0004>");
    }

    @Test
    void anySplitOfTheInputGivesTheSameResult() throws Exception {
        long seed = 20261121;
        var random = new Random(seed);
        terminal.raw();
        String typed = "print('é', 1)\u0004\u0005A\u0001print('paste')\u0004for i in range(3):\n print(i)\n\u0004";
        byte[] bytes = typed.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int round = 0; round < 20; round++) {
            for (int from = 0; from < bytes.length; ) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(round + 1));
                terminal.type(java.util.Arrays.copyOfRange(bytes, from, to));
                from = to;
            }
            String answer = terminal.until("2\r\n\u0004\u0004>");
            int at = answer.indexOf('R');
            assertEquals("OKé 1\r\n\u0004\u0004>R\u0001", answer.substring(0, at + 2), "seed " + seed);
            assertTrue(
                    answer.endsWith("\u0001\u0004paste\r\n\u0004\u0004>OK0\r\n1\r\n2\r\n\u0004\u0004>"),
                    "seed " + seed);
        }
    }
}
