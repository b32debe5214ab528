package dev.jumper.gpio;

import java.io.IOException;

/// A program of its own that takes a line and does not give it back: arguments are the chip's label, the line, who
/// it is, and whether it listens, captures, or neither, and then `stays` or `goes`.
final class LineHolder {
    private LineHolder() {}

    /// Says `held`, or what it was refused with.
    public static void main(String[] arguments) throws IOException {
        try {
            var chip = GpioChip.withLabel(arguments[0]);
            var line = chip.request(Integer.parseInt(arguments[1]), LineOptions.DEFAULT.consumer(arguments[2]));
            switch (arguments[3]) {
                case "listens" -> line.listen((_, _, _) -> {});
                case "captures" -> line.arm();
                default -> {
                    // holds it
                }
            }
            System.out.println("held");
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
        if (arguments[4].equals("stays")) {
            System.in.read(); // until it is killed, or who started it has ended
        }
    }
}
