package dev.jumper.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.app.command.Actions;
import dev.jumper.hal.time.VirtualTicks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The completion script for bash, run by bash as its line editor does, and what all three ask the board through.
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class CompletionTest {
    private static final int SECONDS = 60;
    private static final String NAMES = String.join(" ", Actions.names());

    @TempDir
    Path folder;

    @BeforeEach
    void standIn() throws IOException {
        // tells what it was asked, and answers as a board with three files would
        program("""
            #!/bin/sh
            echo "$*" >>"${0%/*}/asked"
            for last do :; done
            for name in :main.py ':my file' :lib/ ':größe $x'; do
                case $name in "$last"*) echo "$name" ;; esac
            done
            """);
        Files.writeString(folder.resolve("asked"), "");
        Files.write(
                folder.resolve("script"), Outcome.of("", "completion", "bash").bytes());
    }

    private void program(String text) throws IOException {
        Path program = Files.writeString(folder.resolve("jumper"), text);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// Returns the candidates for the last word of `line`, as bash would put them into the line.
    private String candidates(String line) throws Exception {
        var bash = new ProcessBuilder(
                        "bash", "-c", """
                            set -u
                            . "$1"
                            COMP_LINE=$2 COMP_POINT=${#2}
                            _jumper jumper 2>&1
                            if [[ ${#COMPREPLY[@]} != 0 ]]; then printf '%s|' "${COMPREPLY[@]}"; fi
                            """, "bash", folder.resolve("script").toString(), line)
                .redirectErrorStream(true);
        bash.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        bash.environment().put("LC_ALL", "C.UTF-8");
        var process = bash.start();
        try {
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue(), printed);
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }

    private String asked() throws IOException {
        return Files.readString(folder.resolve("asked"));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            delimiter = '~',
            value = {
                "jumper re~repl|reset|",
                "jumper ls + re~repl|reset|",
                "jumper -p sim: -q re~repl|reset|",
                "jumper --ver~--verbose|--version|",
                "jumper ls --~--json|--help|",
                "jumper cp -~-r|-f|-h|--help|",
                "jumper rtc --s~--set|",
                "jumper -p si~sim:|",
                "jumper -p spy:~//|",
                "jumper completion ~bash|zsh|fish|",
                "jumper completion b~bash|",
                "jumper pin re~read|",
                "jumper i2c ~scan|read|write|dump|",
                "jumper pin read ~",
                "jumper pin read r~",
                "jumper pin read LED ~",
                "jumper -q pin + i2c ~scan|read|write|dump|",
                "jumper i2c scan ~",
                "jumper pin write --~--on|--help|",
                "jumper onewire scan --~--pin|--alarmed|--on|--json|--help|",
                "jumper pin read --on ~pi|gpiochip:|sim:|",
                "jumper sense bme280 --on p~pi|",
                "jumper sense bme280 --on sim:~",
                "jumper pins --~--chips|--json|--help|",
                "jumper pin read --pu~--pull|",
                "jumper pin read --pull u~up|",
                "jumper eval re~",
                "jumper run re~",
                "jumper sim --link re~",
                "jumper --timeout re~",
                "jumper cp re~",
                "jumper cat x~",
            })
    void completesWithoutAskingTheBoard(String line, String expected) throws Exception {
        assertEquals(expected == null ? "" : expected, candidates(line));
        assertEquals("", asked());
    }

    @Test
    void completesEveryCommand() throws Exception {
        assertEquals(NAMES.replace(' ', '|') + "|", candidates("jumper "));
        assertFalse(NAMES.contains("complete-path"), NAMES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "jumper cat :ma~main.py|~:ma",
                "jumper cat :~main.py|my\\ file|lib/|größe\\ \\$x|~:",
                "jumper cat ~:main.py|:my\\ file|:lib/|:größe\\ \\$x|~:",
                "jumper cat :my\\ ~my\\ file|~:my ",
                "jumper cat \":my f~:my file|~:my f",
                "jumper cat ':my f~:my file|~:my f",
                "jumper cp x :l~lib/|~:l",
                "jumper ls -l :main.py :l~lib/|~:l",
                "jumper mv :x :l~lib/|~:l",
                "jumper exec 'a + b' + rm :l~lib/|~:l",
                "jumper cat :absent~~:absent",
            })
    void completesPathsOnTheBoard(String line, String expected, String asked) throws Exception {
        assertEquals(expected == null ? "" : expected, candidates(line));
        assertEquals("-q --timeout 2 complete-path " + asked + "\n", asked());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "-p /dev/ttyUSB0~ -p /dev/ttyUSB0",
                "--port=sim: -b 9600 -v~ --port=sim: -b 9600",
                "-q --timeout 5 -p 'a b'~ -p a b",
            })
    void asksTheBoardThatTheLineIsFor(String options, String passed) throws Exception {
        assertEquals("lib/|", candidates("jumper " + options + " cat :l"));
        assertEquals(passed + " -q --timeout 2 complete-path :l\n", asked());
    }

    @Test
    void saysNothingIfTheProgramFails() throws Exception {
        program("#!/bin/sh\necho trouble >&2\nexit 3\n");
        assertEquals("", candidates("jumper cat :l"));
    }

    @Test
    void completesFromABoardThatIsThere() throws Exception {
        try (var board = ServedBoard.boot(1 << 20, new VirtualTicks(0))) {
            board.jumper("touch", ":main.py", ":größe 1", "+", "mkdir", ":größer", "+", "touch", ":größer/x")
                    .prints("");
            program("""
                #!/bin/sh
                JUMPER_PORT='%s' exec '%s' -XX:-DontCompileHugeMethods -Djumper.terminals= \\
                    --enable-native-access=dev.jumper.serial,dev.jumper.gpio,com.fazecast.jSerialComm -p '%s' \\
                    -m dev.jumper.app/dev.jumper.app.Jumper "$@"
                """.formatted(
                            board.path(),
                            Path.of(System.getProperty("java.home"), "bin", "java"),
                            CommandProcess.modulePath()));
            assertEquals("größe\\ 1|größer/|", candidates("jumper cat :gr"));
            assertEquals("größer/x|", candidates("jumper cat :größer/"));
            board.jumper("complete-path", ":").prints(":größe 1\n:größer/\n:main.py\n");
            board.jumper("complete-path", ":/m").prints(":/main.py\n");
            board.jumper("complete-path", ":../").prints("");
            board.jumper("complete-path", ":absent/x").prints("");
        }
    }

    @Test
    void isSilentIfThereIsNoBoard() {
        Outcome.of("", "-p", "/dev/absent", "complete-path", ":m").prints("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void hasEveryCommandInEveryScript(String shell) {
        var script = Outcome.of("", "completion", shell);
        for (String name : Actions.names()) {
            script.has("'" + name + "'");
        }
        assertFalse(script.out().contains("@grammar@"), script.out());
    }

    @Test
    void refusesAnotherShell() {
        Outcome.of("", "completion", "tcsh")
                .fails(2, "completion tcsh: found no shell that is known, expected bash, zsh or fish");
    }
}
