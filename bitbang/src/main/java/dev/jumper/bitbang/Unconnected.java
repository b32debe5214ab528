package dev.jumper.bitbang;

import dev.jumper.hal.Pin;

/// A line that a bus does without: takes any request and reads low.
enum Unconnected implements Pin {
    LINE;

    @Override
    public int ioctl(int request, int argument) {
        return 0;
    }

    @Override
    public String toString() {
        return "none";
    }
}
