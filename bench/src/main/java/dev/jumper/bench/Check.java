package dev.jumper.bench;

/// What has to hold for a figure to count.
final class Check {
    private Check() {}

    static void that(boolean condition, String complaint) {
        if (!condition) {
            throw new AssertionError(complaint);
        }
    }
}
