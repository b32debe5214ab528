package dev.jumper.devices.board;

import dev.jumper.hal.vfs.VfsPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// One file on its way to the board: written under a temporary name in pieces, verified, renamed.
final class Upload {
    /// Bytes for one piece of code; its source takes about 1.4 times as much of the board's heap while it is
    /// compiled.
    private static final int PIECE = 1024;

    private final BoardFiles files;
    private final String path;
    private String temporary = "";

    Upload(BoardFiles files, String path) {
        List<String> parts = VfsPath.parts(path);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("upload: found '" + path + "', expected the name of a file");
        }
        this.files = files;
        this.path = path;
    }

    void send(InputStream source, long size, Progress progress) throws IOException {
        var link = files.link();
        if (link.ready(WireProgram.RECEIVER)) {
            var upload = new BlockUpload(link, files, path);
            try {
                upload.send(source, size, progress);
            } catch (IOException | RuntimeException e) {
                temporary = upload.temporary();
                removeTemporary(e);
                throw e;
            }
            return;
        }
        files.requireNoDirectory(path);
        temporary = files.run(
                        path,
                        link.leftovers().removal()
                                + Leftovers.PLACE.formatted("_jt")
                                + "print(_jt(%s)+'%s')\ndel _jt"
                                        .formatted(BoardFiles.python(path), Leftovers.name(path)))
                .strip();
        try {
            byte[] digest = write(source, size, progress);
            verify(digest);
            files.run(path, "os.rename(%s, %s)".formatted(PythonLiteral.write(temporary), BoardFiles.python(path)));
        } catch (IOException | RuntimeException e) {
            removeTemporary(e);
            throw e;
        }
    }

    private byte[] write(InputStream source, long size, Progress progress) throws IOException {
        var coding = Coding.chosen(files.run(
                path,
                Coding.PYTHON
                        + Coding.PYTHON_CHOICE
                        + "_jf = open(%s, 'wb')\n_jw = _jf.write".formatted(BoardFiles.python(temporary))));
        var digest = Download.sha256();
        long done = 0;
        progress.report(0, size);
        while (true) {
            byte[] piece = source.readNBytes(PIECE);
            if (piece.length == 0) {
                break;
            }
            digest.update(piece);
            files.run(path, "n = _jw(%s)\nif n != %d: raise OSError(28)".formatted(coding.encode(piece), piece.length));
            done += piece.length;
            progress.report(done, Math.max(done, size));
        }
        files.run(path, "_jf.close()\ndel _jf, _jw, _ja, _je, _jb");
        return digest.digest();
    }

    private void verify(byte[] sent) throws IOException {
        var computed = files.sha256(temporary);
        byte[] found = computed.isPresent() ? computed.get() : Download.sha256().digest(files.read(temporary));
        if (!Arrays.equals(sent, found)) {
            throw new VerificationException("board: " + path + ": SHA-256 on the board is "
                    + HexFormat.of().formatHex(found) + ", of what was sent "
                    + HexFormat.of().formatHex(sent) + "; the old file is untouched, try again");
        }
    }

    private void removeTemporary(Exception cause) {
        boolean unknown = temporary.isEmpty();
        if (unknown && !(cause instanceof InterruptedIOException)) {
            return;
        }
        // an interrupt may have come after it was made and before the board told its name
        String name = unknown
                ? "_jt(%s)+'%s'".formatted(BoardFiles.python(path), Leftovers.name(path))
                : PythonLiteral.write(temporary);
        String code = (unknown ? Leftovers.PLACE.formatted("_jt") : "") + """
            for _jn in '_jf', '_wg':
             try: globals()[_jn].close()
             except Exception: pass
            try: os.remove(%s)
            except OSError: pass
            """.formatted(name);
        Farewell.after(cause, () -> {
            if (files.link().checked()) {
                files.link().call(temporary, code, files.board().timeout());
            } else {
                files.run(temporary, code);
            }
        });
    }
}
