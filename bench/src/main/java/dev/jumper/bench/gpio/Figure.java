package dev.jumper.bench.gpio;

/// What was measured of one operation, in Java and in C, in turn.
///
/// @param what the operation
/// @param inC median of nanoseconds in C
/// @param inJava median of nanoseconds in Java
/// @param bytes allocated per operation in Java
record Figure(String what, double inC, double inJava, double bytes) {
    private static final String MARK = "figure";

    /// Returns the line that [#parse] reads.
    String line() {
        return String.join(" ", MARK, what, Double.toString(inC), Double.toString(inJava), Double.toString(bytes));
    }

    static boolean isOne(String line) {
        return line.startsWith(MARK + " ");
    }

    static Figure parse(String line) {
        String[] words = line.split(" ");
        return new Figure(
                words[1], Double.parseDouble(words[2]), Double.parseDouble(words[3]), Double.parseDouble(words[4]));
    }

    double ratio() {
        return inJava / inC;
    }
}
