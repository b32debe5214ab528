package dev.jumper.app.command;

import dev.jumper.app.session.Json;
import dev.jumper.devices.board.PythonLiteral;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// A Python value as `--json` writes it.
final class PythonJson {
    private PythonJson() {}

    /// Returns the record of a value that Python writes as `repr`: that text, and the value itself if JSON has it.
    static Json of(String repr) {
        var record = new Json().with("repr", repr);
        try {
            Object value = PythonLiteral.parse(repr);
            if (isJson(value)) {
                record.with("value", value);
            }
        } catch (IllegalArgumentException e) {
            // not a literal, such as <function f>: there is its text alone
        }
        return record;
    }

    private static boolean isJson(Object value) {
        return switch (value) {
            case byte[] _ -> false;
            case Set<?> _ -> false;
            case Double d -> Double.isFinite(d);
            case Map<?, ?> map ->
                map.keySet().stream().allMatch(String.class::isInstance)
                        && map.values().stream().allMatch(PythonJson::isJson);
            case Collection<?> list -> list.stream().allMatch(PythonJson::isJson);
            case null, default -> true;
        };
    }
}
