package dev.jumper.serial.jsc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// The library's native part, unpacked where only this user can write.
///
/// By itself the library unpacks into the shared temporary directory, and loads whatever it finds there under the
/// right name: anybody on the machine could have us run their code.
public final class NativeLibrary {
    private static final String DIRECTORY_PROPERTY = "jSerialComm.library.path";
    /// Names a part of the path that the library falls back to; nobody can have put a file where nobody can guess.
    private static final String APPLICATION_PROPERTY = "fazecast.jSerialComm.appid";

    private static final String VERSION = "2.11.4";
    private static final String PRIVATE = "rwx------";

    private NativeLibrary() {}

    /// Unpacks the native part, unless that was done before, and tells the library where it is. To be called before
    /// any class of the library is initialised. A directory that the user named by system property is left alone.
    ///
    /// @throws IOException if there is no native part for this system, or no private directory to be had
    public static synchronized void prepare() throws IOException {
        if (!System.getProperty(DIRECTORY_PROPERTY, "").isEmpty()) {
            return;
        }
        var directory = fill(cache(), System.getProperty("os.name"), System.getProperty("os.arch"));
        System.setProperty(APPLICATION_PROPERTY, UUID.randomUUID().toString());
        System.setProperty(DIRECTORY_PROPERTY, directory.toString());
    }

    /// Returns where the native part belongs on this system.
    private static Path cache() {
        String home = System.getProperty("user.home");
        String local = System.getenv("LOCALAPPDATA");
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base;
        if (xdg != null && xdg.startsWith("/")) {
            base = Path.of(xdg);
        } else if (local != null && !local.isEmpty()) {
            base = Path.of(local);
        } else {
            base = Path.of(home, ".cache");
        }
        return base.resolve("jumper").resolve("native").resolve(VERSION);
    }

    /// Unpacks into `wanted` if that is, or can be made, a directory that is ours alone; else into a fresh one.
    ///
    /// @return the directory that holds the native part
    static Path fill(Path wanted, String system, String architecture) throws IOException {
        var names = names(system.toLowerCase(Locale.ROOT), architecture.toLowerCase(Locale.ROOT));
        if (names.isEmpty()) {
            throw new IOException("serial library: found system " + system + " on " + architecture
                    + ", for which it has no native part; use a network port instead");
        }
        Path directory = wanted;
        if (!isOurs(wanted)) {
            directory = Files.createTempDirectory("jumper-native");
            directory.toFile().deleteOnExit();
        }
        for (String name : names) {
            unpack(name, directory);
        }
        return directory;
    }

    /// Makes the directory, and tells whether it belongs to this user and to nobody else.
    private static boolean isOurs(Path directory) {
        try {
            if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(directory.getParent());
                createPrivate(directory);
            }
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            var view = Files.getFileAttributeView(directory, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            var probe = Files.createTempFile(directory, "probe", null);
            try {
                // a file made just now is owned by us, whatever we are called
                return Files.getOwner(probe).equals(Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS))
                        && (view == null
                                || PosixFilePermissions.toString(
                                                view.readAttributes().permissions())
                                        .equals(PRIVATE));
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            return false; // a read-only or missing home is no reason to fail: a fresh directory will do
        }
    }

    private static void createPrivate(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)));
        } else {
            Files.createDirectory(directory);
        }
    }

    private static void unpack(String name, Path directory) throws IOException {
        byte[] content = content(name);
        Path target = directory.resolve(name);
        if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                && Arrays.equals(content, Files.readAllBytes(target))) {
            return;
        }
        Files.createDirectories(target.getParent());
        var fresh = Files.createTempFile(target.getParent(), "unpacking", null);
        try {
            Files.write(fresh, content);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static byte[] content(String name) throws IOException {
        var type = com.fazecast.jSerialComm.SerialPort.class; // naming the class does not initialise it
        var module = type.getModule();
        byte[] content = null;
        if (module.isNamed()) {
            // the module keeps its resources to itself; its file does not
            var configuration = module.getLayer().configuration();
            try (var reader = configuration
                    .findModule(module.getName())
                    .orElseThrow()
                    .reference()
                    .open()) {
                var found = reader.open(name);
                if (found.isPresent()) {
                    try (var in = found.get()) {
                        content = in.readAllBytes();
                    }
                }
            }
        } else {
            try (var in = type.getResourceAsStream("/" + name)) {
                content = in == null ? null : in.readAllBytes();
            }
        }
        if (content == null) {
            throw new IOException("serial library: " + name + " is missing from its jar, expected version " + VERSION);
        }
        return content;
    }

    /// Returns the resources that the library looks for on such a system, in its own layout.
    private static List<String> names(String system, String architecture) {
        boolean wide = architecture.contains("64");
        if (system.contains("win")) {
            String folder = architecture.equals("aarch64") ? "aarch64" : wide ? "x86_64" : "x86";
            return List.of("Windows/" + folder + "/jSerialComm.dll");
        }
        if (system.contains("mac")) {
            String folder = architecture.equals("aarch64") ? "aarch64" : wide ? "x86_64" : "x86";
            return List.of("OSX/" + folder + "/libjSerialComm.jnilib");
        }
        if (!system.contains("linux")) {
            return List.of();
        }
        var folders = switch (architecture) {
            case "amd64", "x86_64" -> List.of("x86_64");
            case "x86", "i386", "i686" -> List.of("x86");
            case "aarch64" -> List.of("armv8_64");
            case "arm" -> List.of("armv5", "armv6hf", "armv7hf");
            case "ppc64le" -> List.of("ppc64le");
            default -> List.<String>of();
        };
        return folders.stream()
                .map(folder -> "Linux/" + folder + "/libjSerialComm.so")
                .toList();
    }
}
