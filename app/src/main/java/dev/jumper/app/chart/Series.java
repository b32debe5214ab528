package dev.jumper.app.chart;

import java.util.ArrayList;
import java.util.List;

/// What one quantity was at some moments.
public final class Series {
    /// A value at a moment, in seconds since the first.
    public record Point(double seconds, double value) {}

    private final String name;
    private final String unit;
    private final List<Point> points = new ArrayList<>();

    /// Makes a series without points.
    public Series(String name, String unit) {
        this.name = name;
        this.unit = unit;
    }

    /// Adds a value, later than those before.
    public void add(double seconds, double value) {
        points.add(new Point(seconds, value));
    }

    /// Returns what it is and in which unit, `temperature, °C`.
    public String title() {
        return unit.isEmpty() ? name : name + ", " + unit;
    }

    /// Returns the points.
    List<Point> points() {
        return points;
    }

    /// Returns the scale on which all values are.
    Scale values() {
        return Scale.over(points.stream().mapToDouble(Point::value).toArray());
    }

    /// Returns the scale on which all moments are.
    Scale moments() {
        return Scale.over(points.stream().mapToDouble(Point::seconds).toArray());
    }
}
