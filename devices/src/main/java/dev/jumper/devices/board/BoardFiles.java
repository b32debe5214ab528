package dev.jumper.devices.board;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamTimeoutException;
import dev.jumper.hal.vfs.Errno;
import dev.jumper.hal.vfs.Stat;
import dev.jumper.hal.vfs.Vfs;
import dev.jumper.hal.vfs.VfsPath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The files of a board, over its prompt.
///
/// A path that begins with `/` counts from the board's root, any other from the board's current directory. Whole
/// files are transferred by [#upload] and [#download], verified by SHA-256; a file appears under its name only
/// when it is complete. What a broken connection left of an upload is removed by the first operation of the next
/// that lists, opens, changes or copies files, unless it goes on with it, and by [#removeLeftovers]. Times are as
/// the board's clock had them, in UTC. Not thread-safe, like the board itself.
public final class BoardFiles implements Vfs {
    /// Python that defines a generator of the entries of a directory, each with its stat.
    private static final String LISTING = """
        def _jl(p):
         s = p if p[-1] == '/' else p + '/'
         for e in os.ilistdir(p):
          try: t = tuple(os.stat(s + e[0]))
          except OSError: t = (e[1], 0, 0, 0, 0, 0, e[3] if len(e) > 3 else 0, 0, 0, 0)
          yield e[0], t
        """;
    /// Entries of one checked answer.
    private static final int PAGE = 8;

    private final MicroPythonBoard board;
    private final FileRequests requests;

    BoardFiles(MicroPythonBoard board) {
        this.board = board;
        this.requests = new FileRequests(board);
    }

    @Override
    public Stat stat(String path) throws IOException {
        long epoch = board.epochOffset();
        return stat(requests.look(path, "tuple(os.stat(" + python(path) + "))"), epoch);
    }

    private static Stat stat(Object answer, long epoch) throws IOException {
        if (!(answer instanceof List<?> fields)
                || fields.size() != 10
                || !fields.stream().allMatch(Long.class::isInstance)) {
            throw new IOException("board: found " + answer + " from os.stat, expected ten numbers");
        }
        long[] n = fields.stream().mapToLong(field -> (Long) field).toArray();
        boolean directory = (n[0] & Stat.TYPE_MASK) == Stat.DIRECTORY;
        return new Stat(
                (int) n[0],
                n[1],
                n[2],
                (int) n[3],
                (int) n[4],
                (int) n[5],
                directory ? 0 : n[6],
                n[7] + epoch,
                n[8] + epoch,
                n[9] + epoch);
    }

    @Override
    public List<Entry> list(String path) throws IOException {
        long epoch = board.epochOffset();
        var entries = new ArrayList<Entry>();
        for (Object found : listed(path)) {
            if (!(found instanceof List<?> entry) || entry.size() != 2 || !(entry.getFirst() instanceof String name)) {
                throw new IOException("board: found '" + found + "' in a listing, expected a name and its stat");
            }
            if (!name.equals(".") && !name.equals("..")) {
                entries.add(new Entry(name, stat(entry.getLast(), epoch)));
            }
        }
        entries.sort(Comparator.comparing(Entry::name));
        return List.copyOf(entries);
    }

    private List<Object> listed(String path) throws IOException {
        var found = new ArrayList<Object>();
        if (!board.link().bad()) {
            String code = board.link().leftovers().removal() + LISTING + "for e in _jl(%s): print(e)\ndel _jl\n";
            try {
                for (String line :
                        requests.run(path, code.formatted(python(path))).lines().toList()) {
                    found.add(PythonLiteral.parse(line));
                }
                return found;
            } catch (RemoteException e) {
                if (e.interrupted() || Trouble.ofTheBoard(e)) {
                    throw e;
                }
            } catch (ProtocolException | StreamTimeoutException | IllegalArgumentException e) {
                // text that was damaged; as that of an answer which is no Python literal
            }
            board.link().spoilt();
            found.clear();
        }
        requests.change(path, ""); // a bad line lets no long answer pass
        List<?> some;
        do {
            String code = LISTING.replace("_jl", "_wls") + "_wv=[e for i,e in enumerate(_wls(%s))if %d<=i<%d]\n";
            int from = found.size();
            some = requests.checked(path, code.formatted(python(path), from, from + PAGE)) instanceof List<?> list
                    ? list
                    : List.of();
            found.addAll(some);
        } while (some.size() == PAGE);
        return found;
    }

    @Override
    public ByteStream open(String path, OpenOption... options) throws IOException {
        requests.change(path, "");
        return BoardFile.open(this, path, options);
    }

    @Override
    public byte[] read(String path) throws IOException {
        var content = new ByteArrayOutputStream();
        download(path, content, Progress.NONE);
        return content.toByteArray();
    }

    /// Returns the contents of the files at `paths`, in their order, each verified by SHA-256 computed on the
    /// board. They travel together, as many as the board's memory holds: many small files take hardly longer than
    /// one of their length.
    public List<byte[]> read(List<String> paths) throws IOException {
        return new ManyDownloads(this).receive(paths);
    }

    @Override
    public void write(String path, byte[] content) throws IOException {
        upload(path, new ByteArrayInputStream(content), content.length, Progress.NONE);
    }

    /// Replaces the file at `path` with what `source` holds, or creates it.
    ///
    /// The bytes go to a temporary file, are verified by SHA-256 on the board, and are then renamed; whatever fails
    /// before that leaves the old file as it was and takes the temporary one away if the board still answers. If it
    /// does not, the next connection goes on with that file where its bytes are how `source` begins; these are held
    /// in memory meanwhile. `source` stays the caller's to close.
    ///
    /// @param size what `source` is expected to hold, for `progress` alone
    /// @throws VerificationException if the board has other bytes than were sent
    public void upload(String path, InputStream source, long size, Progress progress) throws IOException {
        new Upload(this, path).send(source, size, progress);
    }

    /// Replaces the file at `path` with the content of `source`, a file of this host, or creates it, as
    /// [#upload(String, InputStream, long, Progress)] does.
    ///
    /// @throws VerificationException also if `source` changes meanwhile, so that never a mixture arrives
    public void upload(String path, Path source, Progress progress) throws IOException {
        try (var file = SteadyFile.open(source)) {
            upload(path, file, file.size(), progress);
        }
    }

    /// Makes those of `directories` that are not there, in their order, and then copies `files`, each as [#upload]
    /// does, those that are there with the same SHA-256 left alone unless `force`.
    ///
    /// What is there is asked for together and small files travel together, so that many of them take hardly longer
    /// than one of their length. Those of one command are verified and renamed together, each still whole under its
    /// name or not there at all.
    ///
    /// @throws java.nio.file.NotDirectoryException if a file is where a directory is wanted
    public void uploadAll(List<String> directories, List<LocalFile> files, boolean force, LocalFile.Watch watch)
            throws IOException {
        files.forEach(ManyUploads::check);
        new ManyUploads(this, force, watch).send(directories, files);
    }

    /// Writes the content of the file at `path` to `target`, verified by SHA-256 computed on the board.
    ///
    /// `target` stays the caller's to close; if this fails it may have got a part.
    ///
    /// @throws VerificationException if other bytes came than the board has
    public void download(String path, OutputStream target, Progress progress) throws IOException {
        new Download(this, path, target, Beginning.NONE, progress).receive();
    }

    /// Replaces the file `target` of this host with the content of the file at `path`, or creates it, verified by
    /// SHA-256 computed on the board.
    ///
    /// The bytes go to [another file][#partial] beside it, which is renamed when all have come and are verified:
    /// whatever fails before that leaves the old file as it was. If the connection is lost that other file stays,
    /// and the next download to `target` goes on with it where its bytes are how the board's file begins now;
    /// otherwise, and on a board without `hashlib`, it begins again. After any other failure it is removed.
    ///
    /// @throws VerificationException if other bytes came than the board has
    public void download(String path, Path target, Progress progress) throws IOException {
        new FileDownload(this, path, target, progress).receive();
    }

    /// Returns where a download to `target` that a lost connection has cut off keeps what has come.
    ///
    /// @throws IOException if `target` is a link that cannot be followed
    public static Path partial(Path target) throws IOException {
        return PartialFile.of(FileDownload.real(target));
    }

    /// Removes what broken uploads have left on the board, also what one could go on with, and returns how many
    /// files that was. Does nothing if this connection has done so before: most operations do when they are the
    /// first.
    public int removeLeftovers() throws IOException {
        String code = board.link().leftovers().counted();
        return code.isEmpty() ? 0 : (int) requests.counted("/", code);
    }

    /// Returns the SHA-256 of the file at `path`, computed by the board; empty if the board has no `hashlib`.
    public Optional<byte[]> sha256(String path) throws IOException {
        requireFile(path);
        try {
            Object found = requests.ask(path, """
                import hashlib
                def _jh(p):
                 h = hashlib.sha256()
                 b = bytearray(512)
                 m = memoryview(b)
                 with open(p, 'rb') as f:
                  while 1:
                   n = f.readinto(b)
                   if not n: break
                   h.update(m[:n])
                 return ''.join('%%02x' %% b for b in h.digest())
                _jv=_jh(%s)
                """.formatted(python(path)), "_wv=_wh(" + python(path) + ")");
            return found instanceof String hex ? Optional.of(HexFormat.of().parseHex(hex)) : Optional.empty();
        } catch (RemoteException e) {
            if (e.type().equals("ImportError") || e.type().equals("AttributeError")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void mkdir(String path) throws IOException {
        requests.change(path, "os.mkdir(" + python(path) + ")");
    }

    @Override
    public void remove(String path) throws IOException {
        requests.change(
                path,
                "_jp = %s\nif os.stat(_jp)[0] & 0x4000: os.rmdir(_jp)\nelse: os.remove(_jp)".formatted(python(path)));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        requests.change(from, "os.rename(%s, %s)".formatted(python(from), python(to)));
    }

    @Override
    public Space space() throws IOException {
        return space("");
    }

    /// Returns how much room the file system has that `path`, which exists, is on; `""` is the current directory.
    public Space space(String path) throws IOException {
        Object answer = requests.look(path, "tuple(os.statvfs(" + python(path) + ")[:4])");
        if (answer instanceof List<?> fields
                && fields.size() == 4
                && fields.stream().allMatch(Long.class::isInstance)) {
            long[] n = fields.stream().mapToLong(field -> (Long) field).toArray();
            return new Space(n[1] * n[2], n[0] * n[3]);
        }
        throw new IOException("board: found " + answer + " from os.statvfs, expected four numbers");
    }

    /// Returns where the board's file systems are mounted, the root first if it is one of them.
    ///
    /// A board that cannot say is asked which directories of its root have other figures than the root itself.
    public List<String> mounts() throws IOException {
        String answer = requests.run("/", """
            def _jm():
             try:
              import vfs
              return [m[1] for m in vfs.mount()]
             except Exception: pass
             r = ['/']
             s = os.statvfs('/')
             for e in os.ilistdir('/'):
              try:
               if e[1] & 0x4000 and os.statvfs('/' + e[0]) != s: r.append('/' + e[0])
              except OSError: pass
             return r
            print(_jm())
            del _jm
            """);
        if (PythonLiteral.parse(answer) instanceof List<?> paths
                && paths.stream().allMatch(String.class::isInstance)) {
            return paths.stream().map(String.class::cast).sorted().toList();
        }
        throw new IOException("board: found " + answer.strip() + " as its mounts, expected a list of paths");
    }

    /// Returns the board's current directory.
    public String workingDirectory() throws IOException {
        if (requests.look("", "os.getcwd()") instanceof String path) {
            return path;
        }
        throw new IOException("board: found no text from os.getcwd, expected a path");
    }

    /// Creates the file at `path`, empty, if it is not there; otherwise dates it now by the board's clock.
    ///
    /// MicroPython cannot set a time, so the last byte is written over with itself, which takes one block of the
    /// flash.
    public void touch(String path) throws IOException {
        requests.change(path, """
            def _jt(p):
             try: s = os.stat(p)
             except OSError: s = None
             if s and s[0] & 0x4000: raise OSError(21)
             if not s or s[6] == 0: return open(p, 'wb' if s else 'ab').close()
             with open(p, 'r+b') as f:
              f.seek(s[6] - 1)
              c = f.read(1)
              f.seek(s[6] - 1)
              f.write(c)
            _jt(%s)
            del _jt
            """.formatted(python(path)));
    }

    /// Returns the way on which files are copied.
    WireLink link() {
        return board.link();
    }

    MicroPythonBoard board() {
        return board;
    }

    /// Runs `code`, which is about `path`, with `os` imported; an `OSError` becomes the exception of
    /// `java.nio.file`.
    String run(String path, String code) throws IOException {
        return requests.run(path, code);
    }

    /// As [#run(String, String)], the output handed on as it comes.
    void run(String path, String code, ByteSink sink) throws IOException {
        try {
            board.exec("import os\n" + code, sink, MicroPythonBoard.DEFAULT_TIMEOUT);
        } catch (RemoteException e) {
            throw e.on(path);
        }
    }

    /// Refuses a directory, and what is not there.
    void requireFile(String path) throws IOException {
        if (stat(path).isDirectory()) {
            throw Errno.EISDIR.on(path);
        }
    }

    /// Refuses a directory; what is not there is fine.
    void requireNoDirectory(String path) throws IOException {
        try {
            requireFile(path);
        } catch (NoSuchFileException e) {
            return; // it will be created
        }
    }

    /// Returns `path` as a Python expression.
    static String python(String path) {
        String normal = normal(path);
        return normal.isEmpty() ? "os.getcwd()" : PythonLiteral.write(normal);
    }

    /// Returns `path` without anything that could be left out.
    static String normal(String path) {
        return (path.startsWith("/") ? "/" : "") + String.join("/", VfsPath.parts(path));
    }
}
