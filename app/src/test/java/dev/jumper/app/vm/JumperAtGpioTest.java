package dev.jumper.app.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.app.Outcome;
import dev.jumper.app.bench.Bench;
import dev.jumper.gpio.GpioChip;
import dev.jumper.gpio.KernelI2c;
import dev.jumper.gpio.LineOptions;
import dev.jumper.gpio.SimulatedChip;
import dev.jumper.hal.Banked;
import dev.jumper.hal.bus.I2cAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The command, as processes, at chips that the kernel simulates; runs in the virtual machine.
///
/// The kernel's stub of I2C chips answers at 0x1c, 0x68 and 0x76 and is 256 registers each.
@Tag("vm")
@Timeout(300)
class JumperAtGpioTest {
    private static final String LABEL = "jumper-test";
    private static final int BUTTON = 1;
    private static final int LED = 3;
    private static final Pattern EDGE = Pattern.compile("(\\d+\\.\\d{6}) BUTTON ([01])");

    private SimulatedChip chip;

    @BeforeEach
    void create() throws IOException {
        chip = SimulatedChip.create(LABEL, 8, Map.of(BUTTON, "BUTTON", LED, "LED"));
    }

    @AfterEach
    void remove() throws IOException {
        chip.close();
    }

    /// Runs the words of `line` in this process, which starts faster.
    private static Outcome here(String line) {
        return Outcome.of("", line.split(" "));
    }

    private static void fails(int status, String message, String line) {
        var outcome = here(line);
        assertEquals("jumper: " + message + "\n", outcome.err(), line);
        assertEquals("", outcome.out(), line);
        assertEquals(status, outcome.status(), line);
    }

    private static void prints(String expected, String line) throws IOException, InterruptedException {
        assertEquals(new JumperProcess.Run(0, expected, ""), JumperProcess.run(line), line);
    }

    @Test
    void pinsShowsEachLineAndTheProcessThatHasIt() throws IOException, InterruptedException {
        try (var open = GpioChip.withLabel(LABEL);
                var _ = open.request(
                        "LED", LineOptions.DEFAULT.consumer("blink").output(true))) {
            var run = JumperProcess.run("pins");
            String table =
                    """
                    %s  %s  8 lines
                       0          input
                       1  BUTTON  input
                       2          input
                       3  LED     output  blink (process %d, java)
                       4          input
                    """.formatted(LABEL, chip.path(), ProcessHandle.current().pid());
            assertTrue(run.out().contains(table), run::toString);
            assertEquals(
                    "jumper: pins: levels are not shown, for reading one requests its line; jumper pin read does\n",
                    run.err());
            assertEquals(1, chip.level(LED));
            var checkup = here("doctor");
            assertEquals(0, checkup.status(), checkup::toString);
            assertTrue(
                    checkup.out()
                            .contains("%s (%s) has lines in use: LED by blink (process %d, java)"
                                    .formatted(
                                            LABEL,
                                            chip.path(),
                                            ProcessHandle.current().pid())),
                    checkup::toString);
        }
    }

    @Test
    void aLevelIsReadByNameAndByOffsetAndWrittenForAsLongAsTheCommandRuns() throws IOException, InterruptedException {
        chip.pull(BUTTON, true);
        prints("BUTTON 1\n1 1\n2 0\n", "pin read BUTTON 1 2 --on gpiochip:" + LABEL);
        here("pin read 6 --pull up --on " + chip.path()).prints("1\n");
        here("pin write LED 1 --on gpiochip:" + LABEL + " + pin read LED + pin toggle LED")
                .prints("1\n0\n");
        try (var jumper =
                JumperProcess.start("pin write LED 1 --on gpiochip:" + LABEL + " + pin watch BUTTON --count 1")) {
            assertEquals("0.000000 BUTTON 1", jumper.line());
            assertEquals(1, chip.level(LED));
            try (var open = GpioChip.withLabel(LABEL)) {
                assertEquals("jumper", open.line(LED).consumer());
            }
            fails(
                    5,
                    LABEL + " (" + chip.path() + ") line 3: Device or resource busy (errno 16); line 3 is held by"
                            + " jumper; end that program, or take another line; that is process " + jumper.id()
                            + ", java",
                    "pin read LED --on gpiochip:" + LABEL);
            chip.pull(BUTTON, false);
            assertTrue(EDGE.matcher(jumper.line()).matches());
            assertEquals(0, jumper.end().status());
        }
        try (var open = GpioChip.withLabel(LABEL)) {
            assertEquals(
                    List.of(), open.lines().stream().filter(line -> line.used()).toList());
        }
    }

    @Test
    void watchPrintsEachEdgeWithItsTime() throws IOException, InterruptedException {
        int edges = 6;
        try (var jumper = JumperProcess.start("pin watch BUTTON --count " + edges + " --on gpiochip:" + LABEL)) {
            assertEquals("0.000000 BUTTON 0", jumper.line());
            long start = System.nanoTime();
            var times = new ArrayList<Double>();
            for (int i = 1; i <= edges; i++) {
                chip.pull(BUTTON, i % 2 == 1);
                var edge = EDGE.matcher(jumper.line());
                assertTrue(edge.matches());
                assertEquals(i % 2, Integer.parseInt(edge.group(2)));
                times.add(Double.parseDouble(edge.group(1)));
            }
            double between = (System.nanoTime() - start) / 1e9;
            assertEquals(times.stream().sorted().toList(), times);
            assertTrue(times.getLast() - times.getFirst() < between, () -> times + " within " + between);
            assertEquals(new JumperProcess.Run(0, "", ""), jumper.end());
        }
    }

    @Test
    void edgesThatNobodyHadTimeToLookAtHaveTheirOwnTimes() throws IOException, InterruptedException {
        // two pulses while the command, which looks each 10 ms, is asleep or stopped
        try (var jumper = JumperProcess.start("pin watch BUTTON --count 4 --on gpiochip:" + LABEL)) {
            assertEquals("0.000000 BUTTON 0", jumper.line());
            jumper.send("STOP");
            for (int i = 1; i <= 4; i++) {
                chip.pull(BUTTON, i % 2 == 1);
                awaitAnotherMillisecond();
            }
            jumper.send("CONT");
            var times = new ArrayList<String>();
            for (int i = 1; i <= 4; i++) {
                var edge = EDGE.matcher(jumper.line());
                assertTrue(edge.matches());
                assertEquals(i % 2, Integer.parseInt(edge.group(2)));
                times.add(edge.group(1));
            }
            assertEquals(4, times.stream().distinct().count(), times::toString);
        }
    }

    /// Lets the kernel's interrupt be over before the next.
    private static void awaitAnotherMillisecond() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < 20_000_000) {
            Thread.onSpinWait();
        }
    }

    @Test
    void complaintsNameWhatThereIs() {
        String who = LABEL + " (" + chip.path() + ")";
        fails(
                2,
                who + ": found no line NOSUCH, expected an offset, 0 to 7, or a name such as BUTTON, LED",
                "pin read NOSUCH --on gpiochip:" + LABEL);
        fails(2, who + ": line is 8, expected 0 to 7", "pin read 8 --on gpiochip:" + LABEL);
        fails(
                2,
                "found no --scl, and gpiochip:" + LABEL
                        + " does not name it either, expected the pin that is the clock of the I2C bus",
                "i2c scan --on gpiochip:" + LABEL);
        var run = here("pin read 1 --on gpiochip:nosuch");
        assertEquals(3, run.status(), run::toString);
        assertTrue(
                run.err().startsWith("jumper: --on gpiochip:nosuch: GPIO: found no chip with label nosuch among "),
                run::toString);
        assertTrue(run.err().contains(who), run::toString);
        var pi = here("pin read 1 --on pi");
        assertEquals(3, pi.status(), pi::toString);
        assertEquals(
                "jumper: --on pi: GPIO: this machine has no device tree, so it is no Raspberry Pi; name a chip by its"
                        + " label, or use a simulated circuit\n",
                pi.err());
        fails(
                3,
                "I2C bus /dev/i2c-99: No such file or directory (errno 2); load the module i2c-dev, and on a Raspberry"
                        + " Pi put dtparam=i2c_arm=on into config.txt and restart",
                "i2c scan --on /dev/i2c-99");
    }

    @Test
    void spiIsMadeOfLines() throws IOException {
        chip.pull(2, true);
        here("spi transfer 0x55 0xaa --sck 4 --mosi LED --miso 2 --cs 5 --on gpiochip:" + LABEL)
                .prints("ff ff\n");
        assertEquals("pull-up", chip.pull(2));
    }

    /// Half the system calls: clock and data change in one.
    @Test
    void clockAndDataOfABusMadeOfLinesAreOneBankUnlessOneIsInUse() throws IOException {
        var data = Optional.of("LED");
        try (var bench = Bench.open("gpiochip:" + LABEL)) {
            bench.spi("4", data, Optional.of("2"), Optional.of("5"));
            assertSame(bank(bench, "4"), bank(bench, "LED"));
            bench.pin("4").output(true);
            bench.pin("LED").output(false);
            assertEquals(1, chip.level(4));
            assertEquals(0, chip.level(LED));
            bench.spi("4", data, Optional.empty(), Optional.empty()); // the same lines again
        }
        try (var bench = Bench.open("gpiochip:" + LABEL)) {
            bench.pin("4").output(true);
            bench.spi("4", data, Optional.empty(), Optional.empty());
            assertNotSame(bank(bench, "4"), bank(bench, "LED"));
        }
        try (var held = GpioChip.withLabel(LABEL);
                var _ = held.request("LED", LineOptions.DEFAULT.consumer("blink"))) {
            var outcome = here("spi transfer 0x55 --sck 4 --mosi LED --on gpiochip:" + LABEL);
            assertTrue(outcome.err().contains("line 3 is held by blink"), outcome.err());
        }
    }

    private static Object bank(Bench bench, String pin) throws IOException {
        return ((Banked) bench.pin(pin)).bank();
    }

    private static Path stub() throws IOException {
        try (var adapters = Files.newDirectoryStream(Path.of("/sys/class/i2c-dev"))) {
            for (Path adapter : adapters) {
                if (Files.readString(adapter.resolve("name")).contains("stub")) {
                    return Path.of("/dev", adapter.getFileName().toString());
                }
            }
        }
        throw new AssertionError("no i2c-stub");
    }

    @Test
    void scansReadsAndWritesABusOfTheKernel() throws IOException, InterruptedException {
        var bus = stub();
        var scan = JumperProcess.run("i2c scan --on " + bus);
        assertEquals(
                List.of("0x1c", "0x68", "0x76"),
                scan.out().lines().map(line -> line.split(" ")[0]).toList(),
                scan::toString);
        assertEquals(0, scan.status());
        here("i2c write 0x1c 0x10 0xab --on " + bus + " + i2c read 0x1c 1 --register 0x10")
                .prints("ab\n");
        fails(
                2,
                bus + ": found pin 5, but this is a bus of the kernel and has no pins to choose",
                "i2c scan --scl 5 --on " + bus);
    }

    /// The example of the data sheet Bosch BST-BMP280-DS001, "Calculating pressure and temperature": these
    /// calibration words and raw values are 25.08 °C and, in floating point, 100653.27 Pa.
    @Test
    void readsABarometerAndAClockOnABusOfTheKernel() throws IOException, InterruptedException {
        var words = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : List.of(27504, 26435, -1000, 36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000)) {
            words.putShort((short) word);
        }
        int pressure = 415148;
        int temperature = 519888;
        byte[] raw = {
            (byte) (pressure >> 12), (byte) (pressure >> 4), (byte) (pressure << 4),
            (byte) (temperature >> 12), (byte) (temperature >> 4), (byte) (temperature << 4)
        };
        var path = stub();
        try (var bus = KernelI2c.open(path)) {
            var barometer = I2cAddress.of(0x76);
            bus.write(barometer, (byte) 0xD0, (byte) 0x58);
            bus.write(barometer, (byte) 0xF3, (byte) 0);
            fill(bus, barometer, 0x88, words.array());
            fill(bus, barometer, 0xF7, raw);
            // DS1307 data sheet, "Timekeeper Registers": 14:30:05 on Saturday, 2026-11-21
            fill(bus, I2cAddress.of(0x68), 0x00, new byte[] {0x05, 0x30, 0x14, 0x07, 0x21, 0x11, 0x26, 0x00});
        }
        prints("temperature  25.08 °C\npressure     100653.3 Pa\n", "sense bmp280 --on " + path);
        here("clock read ds1307 --on " + path).prints("2026-11-21T14:30:05Z\n");
        fails(9, "BME280 at 0x76: identity is 0x58, expected 0x60; it is a BMP280", "sense bme280 --on " + path);
    }

    private static void fill(KernelI2c bus, I2cAddress chip, int first, byte[] content) throws IOException {
        for (int i = 0; i < content.length; i++) {
            bus.write(chip, (byte) (first + i), content[i]);
        }
    }
}
