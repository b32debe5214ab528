import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/// Makes a table of what Surefire has written down of the fault tests: one line for each test, its runs counted.
///
/// Arguments: the folder of the repository, and the file to write. Ends with status 1 if a run has failed.
public final class FaultReport {
    private static final Pattern TOOK = Pattern.compile("took ([0-9.]+) s");
    private static final Pattern RUNS = Pattern.compile("runs ([0-9]+)");

    private static final class Scenario {
        final String test;
        int runs;
        int failed;
        double longest;
        double told = -1;

        Scenario(String test) {
            this.test = test;
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %s | %.1f s | `bench/faults %s` |",
                    sentence(test.substring(test.indexOf('#') + 1)),
                    runs,
                    runs - failed,
                    told < 0 ? "" : String.format(Locale.ROOT, "%.3f s", told),
                    longest,
                    test);
        }
    }

    public static void main(String[] args) throws Exception {
        var classes = new TreeMap<String, Map<String, Scenario>>();
        try (Stream<Path> modules = Files.list(Path.of(args[0]))) {
            for (Path module : modules.sorted().toList()) {
                Path reports = module.resolve("target/surefire-reports");
                if (Files.isDirectory(reports)) {
                    read(reports, classes);
                }
            }
        }
        int failed = 0;
        int runs = 0;
        var text = new ArrayList<String>();
        text.add(LocalDate.now(ZoneOffset.UTC) + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors()
                + " processors, Java " + Runtime.version());
        for (var entry : classes.entrySet()) {
            text.add("");
            text.add("**" + sentence(entry.getKey().replaceFirst("Test$", "")) + "**");
            text.add("");
            text.add("| scenario | runs | passed | told after, at worst | longest run | repeat |");
            text.add("| --- | ---: | ---: | ---: | ---: | --- |");
            for (var scenario : entry.getValue().values()) {
                text.add(scenario.line());
                failed += scenario.failed;
                runs += scenario.runs;
            }
        }
        text.add("");
        text.add(failed == 0 ? "All " + runs + " runs passed." : failed + " of " + runs + " runs failed.");
        Files.write(Path.of(args[1]), text);
        text.forEach(System.out::println);
        if (failed > 0 || runs == 0) {
            System.exit(1);
        }
    }

    private static void read(Path reports, Map<String, Map<String, Scenario>> classes) throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(reports)) {
            files = all.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            var cases = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                take((Element) cases.item(i), classes);
            }
        }
    }

    private static void take(Element run, Map<String, Map<String, Scenario>> classes) throws IOException {
        if (run.getElementsByTagName("skipped").getLength() > 0) {
            return;
        }
        String owner = run.getAttribute("classname").replaceFirst(".*\\.", "");
        String test = owner + "#" + run.getAttribute("name").replaceFirst("[({\\[].*", "");
        var scenario = classes.computeIfAbsent(owner, _ -> new TreeMap<>()).computeIfAbsent(test, Scenario::new);
        boolean failed = run.getElementsByTagName("failure").getLength() > 0
                || run.getElementsByTagName("error").getLength() > 0;
        String said = run.getTextContent();
        Matcher counted = RUNS.matcher(said);
        scenario.runs += counted.find() ? Integer.parseInt(counted.group(1)) : 1;
        scenario.failed += failed ? 1 : 0;
        scenario.longest = Math.max(scenario.longest, Double.parseDouble(run.getAttribute("time")));
        Matcher took = TOOK.matcher(said);
        while (took.find()) {
            scenario.told = Math.max(scenario.told, Double.parseDouble(took.group(1)));
        }
    }

    /// Turns `aNameLikeThis` into "a name like this".
    private static String sentence(String name) {
        return name.replaceAll("(?<=.)([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
