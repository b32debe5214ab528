package dev.jumper.sim.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jumper.sim.Circuit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CourseTest {
    private static final long SECOND = 1_000_000_000;

    private static Course course(double... secondsAndValues) {
        var points = new ArrayList<Course.Point>();
        for (int i = 0; i < secondsAndValues.length; i += 2) {
            points.add(new Course.Point((long) (secondsAndValues[i] * SECOND), secondsAndValues[i + 1]));
        }
        return new Course(points);
    }

    @Test
    void isLinearBetweenPointsAndStaysOutsideThem() {
        var course = course(10, 0, 20, 100, 20, 50, 30, 50);
        assertEquals(0, course.at(0));
        assertEquals(0, course.at(10 * SECOND));
        assertEquals(25, course.at(12_500_000_000L), 1e-9);
        assertEquals(100, course.at(20 * SECOND - 1), 1e-6);
        assertEquals(50, course.at(20 * SECOND));
        assertEquals(50, course.at(99 * SECOND));
    }

    @Test
    void tellsItsPartEachStepOnceAndThenNothingMore() {
        var circuit = Circuit.create();
        var told = new ArrayList<Double>();
        course(1, 0, 2, 1000, 5, 1000, 5, 7).drive(circuit, told::add);
        assertEquals(List.of(0.0), told);
        circuit.ticks().delay(1_500_000_000);
        assertEquals(500, told.getLast(), 1e-9);
        circuit.ticks().delay(100 * SECOND);
        // at the start, at the first point, a thousand steps, and the jump
        assertEquals(1 + 1 + Course.STEPS + 1, told.size());
        assertEquals(7, told.getLast());
        assertEquals(1000, told.get(told.size() - 2), 1e-9);
    }

    @Test
    void canBeAsLongAsAFileAllows() {
        var circuit = Circuit.create();
        var told = new ArrayList<Double>();
        course(0, -1, Form.LONGEST_SECONDS, 1).drive(circuit, told::add);
        circuit.ticks().delay((long) Form.LONGEST_SECONDS * SECOND / 2);
        assertEquals(0, told.getLast(), 1e-9);
        circuit.ticks().delay((long) Form.LONGEST_SECONDS * SECOND);
        assertEquals(1 + Course.STEPS, told.size());
        assertEquals(1, told.getLast());
    }

    @Test
    void aSpanShorterThanItsStepsIsToldOncePerNanosecond() {
        var circuit = Circuit.create();
        var told = new ArrayList<Double>();
        new Course(List.of(new Course.Point(0, 0), new Course.Point(3, 3))).drive(circuit, told::add);
        circuit.ticks().delay(10);
        assertEquals(List.of(0.0, 1.0, 2.0, 3.0), told);
    }
}
