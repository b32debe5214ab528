package dev.jumper.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;

class ActionsTest {
    @ParameterizedTest
    @MethodSource("dev.jumper.app.command.Actions#names")
    void eachNameMakesTheCommandThatIsCalledSo(String name) {
        var type = Actions.of(name).orElseThrow().getClass();
        assertEquals(name, type.getAnnotation(Command.class).name());
        assertTrue(!type.getAnnotation(Command.class).hidden());
    }

    @Test
    void knowsNoOtherName() {
        assertTrue(Actions.of("").isEmpty());
        assertTrue(Actions.of("LS").isEmpty());
        assertEquals("", Actions.hint("x"));
    }
}
