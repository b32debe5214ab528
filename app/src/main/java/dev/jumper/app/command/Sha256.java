package dev.jumper.app.command;

import dev.jumper.app.session.Json;
import dev.jumper.app.session.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints the SHA-256 of files of the board.
@Command(name = "sha256", description = "Prints the SHA-256 of files of the board, which computes it if it can.")
public final class Sha256 implements Action {
    @Option(names = "--json", description = "As JSON in one line (see docs/json.md).")
    private boolean json;

    @Parameters(paramLabel = ":PATH", arity = "1..*", description = "The files.")
    private List<String> paths;

    @Override
    public boolean takes(Set<String> flags, List<String> words) {
        json = flags.contains("--json");
        paths = words;
        return Set.of("--json").containsAll(flags) && !words.isEmpty();
    }

    @Override
    public void run(Session session) throws IOException {
        var targets = paths.stream().map(path -> BoardPath.of("sha256", path)).toList();
        var files = session.board().files();
        var records = new ArrayList<Json>();
        for (String path : targets) {
            String hash = HexFormat.of().formatHex(Hash.onBoard(files, path));
            if (json) {
                records.add(new Json().with("path", path).with("sha256", hash));
            } else {
                session.console().print(hash + "  :" + path);
            }
        }
        if (json) {
            session.console().print(Json.text(records));
        }
    }
}
