package dev.jumper.sim.bus;

import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// I2C transactions as steps of a script. Messages of one direction that follow each other are one, as on the wire.
final class I2cSteps {
    private static final String FORM = "an address and messages such as 0x68 write 00, read 30 59";
    private static final Pattern LINE = Pattern.compile("0x([0-9a-fA-F]{1,3})( \\(10-bit\\))? ((?:write|read)\\b.*)");

    /// One direction of a transaction, its bytes in hexadecimal.
    record Run(boolean write, String bytes) {
        Run {
            if (!write && bytes.isEmpty()) {
                throw new IllegalArgumentException("I2C read has no bytes, expected at least 1; probe with a write");
            }
        }

        private String asked() {
            return write ? ("write " + bytes).strip() : "read " + Hex.count(bytes) + " bytes";
        }

        private String told() {
            return ((write ? "write " : "read ") + bytes).strip();
        }
    }

    private I2cSteps() {}

    static Step step(I2cAddress address, List<Run> runs) {
        String answer = runs.stream().filter(r -> !r.write).map(Run::bytes).collect(Collectors.joining(" "));
        return new Step(address + " " + runs.stream().map(Run::asked).collect(Collectors.joining(", ")), answer);
    }

    static String line(I2cAddress address, List<Run> runs) {
        return address + " " + runs.stream().map(Run::told).collect(Collectors.joining(", "));
    }

    /// Returns the runs of `messages`, with what was read, or as much that never came.
    static List<Run> runs(I2cMessage[] messages, boolean answered) {
        if (messages.length == 0) {
            throw new IllegalArgumentException("I2C transaction has no message, expected at least 1");
        }
        var runs = new ArrayList<Run>();
        for (var message : messages) {
            boolean write = message instanceof I2cMessage.Write;
            String bytes = write || answered ? Hex.of(part(message)) : Hex.missing(message.length());
            if (!runs.isEmpty() && runs.getLast().write == write) {
                bytes = (runs.removeLast().bytes + " " + bytes).strip();
            }
            runs.add(new Run(write, bytes));
        }
        return runs;
    }

    /// Returns the writes of `asked` and the reads of `after`.
    static List<Run> answered(List<Run> asked, List<Run> after) {
        var runs = new ArrayList<>(after);
        for (int i = 0; i < runs.size(); i++) {
            if (asked.get(i).write) {
                runs.set(i, asked.get(i));
            }
        }
        return runs;
    }

    private static byte[] part(I2cMessage message) {
        var bytes = new byte[message.length()];
        System.arraycopy(message.bytes(), message.offset(), bytes, 0, bytes.length);
        return bytes;
    }

    static Step parse(String text) {
        var line = Failure.parse(text);
        var matcher = LINE.matcher(line.rest());
        if (!matcher.matches()) {
            throw Script.malformed(text, FORM);
        }
        var address = new I2cAddress(Integer.parseInt(matcher.group(1), 16), matcher.group(2) != null);
        var runs = new ArrayList<Run>();
        for (String part : matcher.group(3).split(",")) {
            var words = part.strip().split("\\s+", 2);
            String bytes = Hex.normal(words.length == 2 ? words[1] : "");
            boolean write = words[0].equals("write");
            boolean known = write || words[0].equals("read");
            boolean turns = runs.isEmpty() || runs.getLast().write != write;
            if (!known || !turns) {
                throw Script.malformed(text, FORM);
            }
            runs.add(new Run(write, bytes));
        }
        var step = step(address, runs);
        return new Step(step.request(), checked(text, step.answer(), line.failure()), line.failure());
    }

    private static String checked(String text, String answer, Optional<Failure> failure) {
        if (failure.isEmpty() && answer.contains("-")) {
            throw Script.malformed(text, "a failure, for it has bytes that never came");
        }
        return answer;
    }
}
