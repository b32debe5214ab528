package dev.jumper.gpio;

import java.io.IOException;

/// A program of its own that listens to a line and does not give it back: arguments are the chip's label, the line,
/// who it is, and whether it `stays` or `goes`.
final class LineHolder {
    private LineHolder() {}

    /// Says `held`, or what it was refused with.
    public static void main(String[] arguments) throws IOException {
        try {
            var chip = GpioChip.withLabel(arguments[0]);
            var line = chip.request(Integer.parseInt(arguments[1]), LineOptions.DEFAULT.consumer(arguments[2]));
            line.listen((_, _, _) -> {});
            System.out.println("held");
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
        if (arguments[3].equals("stays")) {
            System.in.read(); // until it is killed, or who started it has ended
        }
    }
}
