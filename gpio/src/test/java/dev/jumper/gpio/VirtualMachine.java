package dev.jumper.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A virtual machine whose Linux has simulated GPIO chips, and runs tests that are tagged `vm`.
public final class VirtualMachine {
    private static final int MINUTES = 12;
    /// What `it/vm/boot` ends with when there is nothing to boot.
    private static final int NO_MACHINE = 77;

    private VirtualMachine() {}

    /// Boots it and runs the tests of the package `tests` in it, on the class path of this process; skips the
    /// calling test if that is not asked for (`-Pvm`), or there is nothing to boot.
    ///
    /// The tests' report is `target/vm-reports`, their output the file `output` in it.
    ///
    /// @param what the tests are of, for the line that says that they were skipped
    public static void test(String what, String tests) throws IOException, InterruptedException {
        test(what, tests, "vm", Map.of());
    }

    /// Does the same with tests that are tagged `vm-steady`, in a machine whose clock counts instructions: there
    /// pulses keep their times however busy the host is. The report is `target/vm-steady-reports`.
    public static void testSteadily(String what, String tests) throws IOException, InterruptedException {
        test(what, tests, "vm-steady", Map.of("JUMPER_VM_CLOCK", "steady"));
    }

    private static void test(String what, String tests, String tag, Map<String, String> environment)
            throws IOException, InterruptedException {
        skipUnless(
                Boolean.getBoolean("jumper.vm"),
                what,
                "run it/gpio-vm (mvn -Pvm verify), which fetches a kernel and boots it in a virtual machine");
        var folder = Files.createDirectories(Path.of("target", tag + "-reports"));
        var output = folder.resolve("output");
        var command = new ArrayList<String>(List.of("../it/vm/boot", folder.toString()));
        command.addAll(java());
        command.addAll(List.of(
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--select-package=" + tests,
                "--include-tag=" + tag,
                "--include-classname=.*",
                "--details=tree",
                "--disable-banner",
                "--disable-ansi-colors",
                "--fail-if-no-tests",
                "--reports-dir=" + folder.toAbsolutePath()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putIfAbsent("JUMPER_VM_SECONDS", "600");
        builder.environment().putAll(environment);
        var machine = builder.start();
        boolean ended = machine.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            machine.descendants().forEach(ProcessHandle::destroyForcibly);
            machine.destroyForcibly();
        }
        String text = Files.readString(output);
        System.out.println(text.lines()
                .filter(line -> line.startsWith("Linux ")
                        || line.contains("tests ")
                        || line.contains("try ")
                        || line.contains("stretched "))
                .collect(Collectors.joining("\n")));
        assertTrue(ended, () -> "the virtual machine did not end in " + MINUTES + " minutes:\n" + text);
        skipUnless(machine.exitValue() != NO_MACHINE, what, text.strip().replace('\n', ' '));
        assertEquals(0, machine.exitValue(), () -> "in the virtual machine:\n" + text);
    }

    /// Returns how to start Java in it, on the class path of this process; the name of a class follows.
    public static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=/run",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator)));
    }

    private static void skipUnless(boolean able, String what, String why) {
        if (!able) {
            System.out.println("Skipped: " + what + ": " + why);
        }
        assumeTrue(able, why);
    }
}
