package dev.jumper.sim.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// A value of the file, where it stands, and what to call it in messages.
///
/// @param what such as `part probe, celsius`
record Node(String what, Object value, Place place) {
    /// Returns the error that this is not what was expected.
    CircuitFileException wrong(String found, String expected) {
        return place.wrong("%s: found %s, %s".formatted(what, found, expected));
    }

    /// Returns the error that this value is not the one that was expected.
    CircuitFileException unexpected(String expected) {
        return wrong(shown(), "expected " + expected);
    }

    /// Returns the value as it may be told in a message.
    String shown() {
        return switch (value) {
            case TomlTable _ -> "a table";
            case TomlArray array -> "an array of " + array.size();
            case String text -> '"' + text + '"';
            default -> value.toString();
        };
    }

    /// Returns this as a table.
    TomlTable table() throws CircuitFileException {
        if (value instanceof TomlTable table) {
            return table;
        }
        throw unexpected("a table");
    }

    /// Returns the names in this table, in the order of the file.
    List<String> names() throws CircuitFileException {
        record Name(String text, Place place) {}
        var names = new ArrayList<Name>();
        for (String text : table().keySet()) {
            names.add(new Name(text, placeOf(text)));
        }
        return names.stream()
                .sorted(Comparator.comparingInt((Name name) -> name.place.line())
                        .thenComparingInt(name -> name.place.column()))
                .map(Name::text)
                .toList();
    }

    /// Returns what is called `name` in this table.
    Optional<Node> child(String name, String childWhat) throws CircuitFileException {
        Object found = table().get(List.of(name));
        return found == null ? Optional.empty() : Optional.of(new Node(childWhat, found, placeOf(name)));
    }

    private Place placeOf(String name) throws CircuitFileException {
        var position = table().inputPositionOf(List.of(name));
        return position == null ? place : new Place(place.source(), position.line(), position.column());
    }

    /// Returns the elements of this array.
    List<Node> elements() throws CircuitFileException {
        if (!(value instanceof TomlArray array)) {
            throw unexpected("an array");
        }
        var elements = new ArrayList<Node>();
        for (int i = 0; i < array.size(); i++) {
            var position = array.inputPositionOf(i);
            elements.add(new Node(what, array.get(i), new Place(place.source(), position.line(), position.column())));
        }
        return elements;
    }

    /// Returns a whole number within limits.
    long whole(long least, long most, String expected) throws CircuitFileException {
        if (value instanceof Long number && number >= least && number <= most) {
            return number;
        }
        throw unexpected(expected);
    }

    /// Returns a number within limits.
    double number(double least, double most, String expected) throws CircuitFileException {
        if (value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most) {
            return number.doubleValue();
        }
        throw unexpected(expected);
    }
}
