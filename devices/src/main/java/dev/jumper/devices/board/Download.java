package dev.jumper.devices.board;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// One file on its way from the board: lines of text, between a line with its size and one with its SHA-256.
final class Download {
    private final BoardFiles files;
    private final String path;
    private final OutputStream target;
    private final Beginning beginning;
    private final Progress progress;
    private final MessageDigest digest = sha256();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(600);
    private long size = -1;
    private long done;
    private String expected;

    Download(BoardFiles files, String path, OutputStream target, Beginning beginning, Progress progress) {
        this.files = files;
        this.path = path;
        this.target = target;
        this.beginning = beginning;
        this.progress = progress;
    }

    void receive() throws IOException {
        var link = files.link();
        if (link.ready(WireProgram.SENDER)) {
            new BlockDownload(link, files, path, target, beginning, progress).receive();
            return;
        }
        beginning.clear();
        files.requireFile(path);
        files.run(path, Coding.PYTHON + """
            try: from hashlib import sha256
            except ImportError: sha256 = None
            def _jd(p):
             print(os.stat(p)[6])
             h = sha256() if sha256 else None
             with open(p, 'rb') as f:
              while 1:
               d = f.read(384)
               if not d: break
               if h: h.update(d)
               print(_je(d))
             print('#' + (''.join('%%02x' %% b for b in h.digest()) if h else ''))
            _jd(%s)
            del _jd, _je, _ja, _jb
            """.formatted(BoardFiles.python(path)), this::take);
        if (expected == null) {
            throw new VerificationException("board: " + path + ": the transfer has no end mark; try again");
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (done != size || !expected.isEmpty() && !expected.equals(found)) {
            throw new VerificationException("board: " + path + ": received " + done + " of " + size
                    + " bytes with SHA-256 " + found + ", on the board it is " + expected + "; try again");
        }
    }

    private void take(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                take(line.toString(StandardCharsets.US_ASCII).strip());
                line.reset();
            } else {
                line.write(next);
            }
        }
    }

    private void take(String text) throws IOException {
        try {
            if (size < 0) {
                size = Long.parseLong(text);
                progress.report(0, size);
            } else if (text.startsWith("#")) {
                expected = text.substring(1);
            } else {
                byte[] piece = Coding.decode(text);
                digest.update(piece);
                target.write(piece);
                done += piece.length;
                progress.report(done, Math.max(done, size));
            }
        } catch (IllegalArgumentException e) {
            throw new VerificationException(
                    "board: " + path + ": found '" + text + "' in the transfer, expected bytes as text; try again");
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
