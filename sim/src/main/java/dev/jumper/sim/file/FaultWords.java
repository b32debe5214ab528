package dev.jumper.sim.file;

import dev.jumper.sim.part.Bme280Fault;
import dev.jumper.sim.part.DhtFault;
import dev.jumper.sim.part.EchoFault;
import dev.jumper.sim.part.I2cFault;
import dev.jumper.sim.part.OneWireFault;
import java.util.List;

/// The faults that a file can name, by what has them.
final class FaultWords {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long MINUTE = 60_000;
    private static final int LONGEST_WRITE = 65_535;

    static final List<FaultWord> I2C = List.of(
            FaultWord.plain("silent", "does not acknowledge its address", new I2cFault.AddressRefused()),
            FaultWord.counted(
                    "refuses",
                    0,
                    LONGEST_WRITE,
                    "",
                    "does not acknowledge byte N of those written in a transaction, 0 being the first",
                    n -> new I2cFault.DataRefused((int) n)),
            FaultWord.counted(
                    "stretches",
                    1,
                    MINUTE,
                    "ms",
                    "holds the clock low for N ms after its address",
                    n -> new I2cFault.Stretched(0, n * NANOS_PER_MILLI)),
            FaultWord.counted(
                    "holds",
                    1,
                    LONGEST_WRITE,
                    "clocks",
                    "sends 0, deaf to everything, for N clocks from the first bit that it sends",
                    n -> new I2cFault.HeldData(0, (int) n)));

    static final List<FaultWord> ONE_WIRE = List.of(
            FaultWord.plain("silent", "does not answer a reset", new OneWireFault.NoPresence()),
            FaultWord.plain("checksum", "sends wrong checksums", new OneWireFault.WrongChecksum()),
            FaultWord.counted(
                    "holds",
                    1,
                    MINUTE,
                    "ms",
                    "holds the line low for N ms after a reset",
                    n -> new OneWireFault.HeldLow(n * NANOS_PER_MILLI)),
            FaultWord.counted(
                    "drops",
                    0,
                    63,
                    "",
                    "falls silent at bit N of a search",
                    n -> new OneWireFault.DroppedInSearch((int) n)));

    static final List<FaultWord> DHT = List.of(
            FaultWord.plain("silent", "does not answer", new DhtFault.Silent()),
            FaultWord.plain("checksum", "sends a wrong checksum", new DhtFault.WrongChecksum()),
            FaultWord.counted("cut", 0, 39, "", "falls silent after N bits", n -> new DhtFault.CutOff((int) n)));

    static final List<FaultWord> ECHO = List.of(
            FaultWord.plain("silent", "does not answer its trigger", new EchoFault.Silent()),
            FaultWord.plain("far", "hears no echo, and ends its pulse after 38 ms", new EchoFault.OutOfRange()));

    static final List<FaultWord> BOSCH = List.of(
            FaultWord.counted(
                    "identity",
                    0,
                    255,
                    "",
                    "says that it is another chip, by the identity N",
                    n -> new Bme280Fault.WrongIdentity((int) n)),
            FaultWord.plain(
                    "copying",
                    "has its calibration never ready, from the next reset on",
                    new Bme280Fault.CopyingForEver()),
            FaultWord.plain("measuring", "never ends a measurement", new Bme280Fault.MeasuringForEver()),
            FaultWord.plain(
                    "unmeasured", "ends measurements without having measured", new Bme280Fault.MeasuringNothing()),
            FaultWord.plain("erased", "has lost its calibration, every byte is ff", new Bme280Fault.Erased(0xFF)));

    private FaultWords() {}
}
