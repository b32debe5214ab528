package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import dev.jumper.hal.vfs.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Runs a program of this host on the board, without storing it there.
@Command(
        name = "run",
        description = "Runs a program of this host on the board, without storing it there; Ctrl-C breaks it off.")
public final class Run implements Action {
    @Parameters(paramLabel = "FILE", description = "The program, or - for standard input.")
    private String file;

    @Override
    public boolean takes(Set<String> flags, List<String> words) {
        file = words.isEmpty() ? "" : words.getFirst();
        return flags.isEmpty() && words.size() == 1;
    }

    @Override
    public void run(Session session) throws IOException {
        byte[] program = file.equals("-") ? session.console().in().readAllBytes() : read(Path.of(file));
        String code;
        try {
            code = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(program))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(
                    file + ": found bytes that are no UTF-8 text, expected a Python program; use cp for other files",
                    e);
        }
        Execution.stream(session, code);
    }

    private static byte[] read(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw Errno.EISDIR.on(path.toString());
        }
        return Files.readAllBytes(path);
    }
}
