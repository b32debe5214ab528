import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/// Puts MicroPython's WebAssembly build where the next build step compiles it; run by Maven.
///
/// Arguments: target file, version, integrity value of the npm package, and a file named by hand or an
/// empty string. The file comes from the cache of an earlier build, or else from npm. If it cannot be had,
/// the target becomes a module with nothing in it, one line says so, and the build goes on.
public final class FetchMicroPython {
    private static final String PACKAGE = "@micropython/micropython-webassembly-pyscript";
    private static final String WANTED = "package/micropython.wasm";
    private static final byte[] EMPTY_MODULE = {0, 'a', 's', 'm', 1, 0, 0, 0};
    private static final long NPM_SECONDS = 120;

    private FetchMicroPython() {}

    /// Runs the step.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path target = Path.of(arguments[0]);
        byte[] module;
        try {
            module = module(arguments[1], arguments[2], arguments.length > 3 ? arguments[3] : "");
        } catch (IOException e) {
            System.out.println(
                    "[WARNING] MicroPython " + arguments[1] + " cannot be had, so the embedded board is left out: "
                            + e.getMessage() + "; name a file with -Djumper.micropython.wasm=PATH");
            module = EMPTY_MODULE;
        }
        if (!Files.exists(target) || !Arrays.equals(Files.readAllBytes(target), module)) {
            Files.createDirectories(target.getParent());
            Files.write(target, module);
        }
    }

    private static byte[] module(String version, String integrity, String byHand)
            throws IOException, InterruptedException {
        if (!byHand.isBlank()) {
            if (!Files.isRegularFile(Path.of(byHand))) {
                throw new IOException("jumper.micropython.wasm names " + byHand + ", which is not a file");
            }
            return Files.readAllBytes(Path.of(byHand));
        }
        Path cached = cache().resolve("micropython-" + version).resolve("micropython.wasm");
        if (Files.isRegularFile(cached)) {
            return Files.readAllBytes(cached);
        }
        byte[] module = extract(download(version, integrity));
        Files.createDirectories(cached.getParent());
        // a build broken off half-way, or another one beside this, leaves no torn file
        Path fresh = Files.createTempFile(cached.getParent(), "micropython", ".part");
        Files.write(fresh, module);
        Files.move(fresh, cached, StandardCopyOption.REPLACE_EXISTING);
        return module;
    }

    private static Path cache() {
        String named = System.getenv("XDG_CACHE_HOME");
        Path base =
                named == null || named.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
        return base.resolve("jumper");
    }

    private static byte[] download(String version, String integrity) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("jumper-npm");
        try {
            npmPack(folder, version);
            Path archive;
            try (var files = Files.list(folder)) {
                archive = files.filter(file -> file.toString().endsWith(".tgz"))
                        .findFirst()
                        .orElseThrow(() -> new IOException("npm pack left no archive"));
            }
            byte[] bytes = Files.readAllBytes(archive);
            String found = "sha512-"
                    + Base64.getEncoder()
                            .encodeToString(MessageDigest.getInstance("SHA-512").digest(bytes));
            if (!found.equals(integrity)) {
                throw new IOException(PACKAGE + " " + version + " has integrity " + found + ", expected " + integrity);
            }
            return bytes;
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("this JDK has no SHA-512", e);
        } finally {
            delete(folder);
        }
    }

    private static void npmPack(Path folder, String version) throws IOException, InterruptedException {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        var command = List.of(windows ? "npm.cmd" : "npm", "pack", "--silent", PACKAGE + "@" + version);
        Path log = folder.resolve("npm.log");
        Process npm;
        try {
            npm = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException("npm is not installed", e);
        }
        if (!npm.waitFor(NPM_SECONDS, TimeUnit.SECONDS)) {
            npm.destroyForcibly();
            throw new IOException("npm gave no answer within " + NPM_SECONDS + " s");
        }
        if (npm.exitValue() != 0) {
            String first = Files.readString(log).lines().findFirst().orElse("and said nothing");
            throw new IOException("npm pack ended with " + npm.exitValue() + " (" + first + ")");
        }
    }

    private static byte[] extract(byte[] archive) throws IOException {
        var unpacked = new ByteArrayOutputStream();
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(archive))) {
            gzip.transferTo(unpacked);
        }
        byte[] tar = unpacked.toByteArray();
        int at = 0;
        while (at + 512 <= tar.length && tar[at] != 0) {
            String name = text(tar, at, 100);
            int size = Integer.parseInt(text(tar, at + 124, 12).trim(), 8);
            if (name.equals(WANTED)) {
                return Arrays.copyOfRange(tar, at + 512, at + 512 + size);
            }
            at += 512 + (size + 511) / 512 * 512;
        }
        throw new IOException("the archive holds no " + WANTED);
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
