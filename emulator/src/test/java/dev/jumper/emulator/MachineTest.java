package dev.jumper.emulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.hal.time.SoftRtc;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.hal.vfs.MemoryVfs;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MachineTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final VirtualTicks ticks = new VirtualTicks(0);
    private final SoftRtc rtc = new SoftRtc(ticks, NOW);
    private final MemoryVfs files = new MemoryVfs(rtc, 1 << 20);
    private EmbeddedBoard board;
    private Terminal terminal;

    @BeforeEach
    void boot() throws Exception {
        assumeTrue(EmbeddedBoard.available(), "this build was made without MicroPython");
        rtc.set(NOW);
        board = EmbeddedBoard.boot(files, rtc, ticks);
        terminal = new Terminal(board.stream()).raw();
    }

    @AfterEach
    void switchOff() {
        if (board != null) {
            board.close();
        }
    }

    @Test
    void clockIsTheOneGivenAndItsEpochIs1970() throws Exception {
        assertEquals(
                "1772600767 (1970, 1, 1, 0, 0, 0, 3, 1) (2026, 3, 4, 2, 5, 6, 7, 0)\r\n",
                terminal.run("import time, machine\n"
                        + "print(int(time.time()), time.gmtime(0), machine.RTC().datetime())"));
    }

    @Test
    void settingTheClockSetsTheOneGiven() throws Exception {
        terminal.run("import machine\nmachine.RTC().datetime((2031, 12, 30, 0, 23, 58, 59, 250000))");
        assertEquals(Instant.parse("2031-12-30T23:58:59.25Z"), rtc.now());
        assertTrue(rtc.trusted());
    }

    @Test
    void sleepTakesTheTimeOfTheTicks() throws Exception {
        assertEquals(
                "True\r\n",
                terminal.run("import time\nt = time.ticks_ms()\ntime.sleep(3600)\n"
                        + "print(3600000 <= time.ticks_diff(time.ticks_ms(), t) <= 3600002)"));
    }

    @Test
    void pinsKeepTheirLevels() throws Exception {
        assertEquals(
                "1 1 0 1 0 1\r\n",
                terminal.run("from machine import Pin\n"
                        + "p = Pin(5, Pin.OUT, value=1)\n"
                        + "a = p.value()\n"
                        + "b = Pin(5)()\n"
                        + "p.off()\n"
                        + "c = p()\n"
                        + "p.on()\n"
                        + "d = p()\n"
                        + "p.toggle()\n"
                        + "print(a, b, c, d, p(), Pin(6, Pin.IN, Pin.PULL_UP)())"));
        assertEquals("ValueError: invalid pin: 99, expected 0 to 63", terminal.error("Pin(99)"));
    }

    @Test
    void tellsHonestlyWhatItIs() throws Exception {
        assertEquals(
                "Jumper embedded board with WebAssembly 1.27.0\r\n",
                terminal.run("import os\nu = os.uname()\nprint(u.machine, u.release)"));
        assertEquals(
                "b'jumper' 160000000 False\r\n",
                terminal.run("import machine, network, esp\n"
                        + "print(machine.unique_id(), machine.freq(), network.WLAN().isconnected())"));
    }

    @Test
    void everyByteValueWrittenInPythonArrivesInJava() throws Exception {
        terminal.run("with open('all.bin', 'wb') as f: n = f.write(bytes(range(256)))");
        byte[] all = files.read("all.bin");
        assertEquals(256, all.length);
        for (int i = 0; i < 256; i++) {
            assertEquals((byte) i, all[i]);
        }
        files.write("back.bin", all);
        assertEquals("True\r\n", terminal.run("print(open('back.bin', 'rb').read() == bytes(range(256)))"));
    }

    @Test
    void filesAreDatedByTheBoardsClock() throws Exception {
        assertEquals(
                "(32768, 5, 1772600767)\r\n",
                terminal.run("import os\nf = open('a', 'w')\nf.write('hello')\nf.close()\n"
                        + "s = os.stat('a')\nprint((s[0] & 0xf000, s[6], s[8]))"));
    }

    @Test
    void filesAreOpenedInEveryMode() throws Exception {
        terminal.run("with open('m', 'w') as f: n = f.write('abc')\nwith open('m', 'a') as f: n = f.write('def')");
        assertArrayEquals("abcdef".getBytes(), files.read("m"));
        assertEquals(
                "b'cd' 4 b'ef' b''\r\n",
                terminal.run("f = open('m', 'r+b')\nf.seek(2)\na = f.read(2)\nt = f.tell()\nf.seek(-2, 2)\n"
                        + "print(a, t, f.read(), f.read())\nf.seek(0)\nf.write(b'X')\nf.close()"));
        assertArrayEquals("Xbcdef".getBytes(), files.read("m"));
    }

    @Test
    void foldersAreMadeListedAndRemoved() throws Exception {
        assertEquals(
                "d é.txt [('x', 32768)] /d\r\n",
                terminal.run("import os\n"
                        + "os.mkdir('d')\n"
                        + "open('d/x', 'w').close()\n"
                        + "open('é.txt', 'w').close()\n"
                        + "os.chdir('d')\n"
                        + "print(*os.listdir('/'), [e[:2] for e in os.ilistdir()], os.getcwd())\n"
                        + "os.rename('x', '../y')\n"
                        + "os.chdir('..')\n"
                        + "os.rmdir('d')\n"
                        + "os.remove('y')"));
        assertEquals(1, files.list("/").size());
        assertEquals("(512, 512, 2048, 2048)\r\n", terminal.run("print(os.statvfs('/')[:4])"));
    }

    @Test
    void fileErrorsCarryLinuxNumbers() throws Exception {
        terminal.run("import os\nos.mkdir('d')\nopen('d/x', 'w').close()\nopen('f', 'w').close()");
        assertEquals("OSError: [Errno 2] ENOENT", terminal.error("open('none')"));
        assertEquals("OSError: [Errno 2] ENOENT", terminal.error("os.stat('none')"));
        assertEquals("OSError: [Errno 17] EEXIST", terminal.error("os.mkdir('d')"));
        assertEquals("OSError: 39", terminal.error("os.rmdir('d')"));
        assertEquals("OSError: [Errno 21] EISDIR", terminal.error("open('d', 'w')"));
        assertEquals("OSError: [Errno 21] EISDIR", terminal.error("os.remove('d')"));
        assertEquals("OSError: 20", terminal.error("os.listdir('f')"));
        assertEquals("OSError: 20", terminal.error("os.rmdir('f')"));
        assertEquals("OSError: 20", terminal.error("open('f/x')"));
        assertEquals("OSError: 30", terminal.error("open('/rom/x', 'w')"));
    }

    @Test
    void filesStayWhenTheBoardIsReset() throws Exception {
        terminal.run("with open('kept', 'w') as f: n = f.write('1')");
        terminal.type("\u0004");
        terminal.until(Terminal.RAW_BANNER);
        assertEquals("1\r\n", terminal.run("print(open('kept').read())"));
    }

    @Test
    void modulesAreImportedFromItsFiles() throws Exception {
        files.mkdir("lib");
        files.write("lib/mine.py", "def twice(x): return 2 * x\n".getBytes());
        assertEquals("42\r\n", terminal.run("import mine\nprint(mine.twice(21))"));
    }
}
