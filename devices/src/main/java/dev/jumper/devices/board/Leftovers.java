package dev.jumper.devices.board;

import java.util.List;

/// Temporary files of uploads, and what becomes of those that a broken connection left on the board.
///
/// They lie in the root, or in the directory of the root that the upload goes to or below, so that two levels hold
/// all of them and a rename never leaves its file system. The first operation of a connection that could meet one
/// removes them all, except those that it goes on with itself.
final class Leftovers {
    /// Python that defines a function, named by its argument, that returns in which directory, written with a slash
    /// at its end, the temporary file for a path lies.
    static final String PLACE = """
        def %s(p):
         if p[:1]!='/':
          t=os.getcwd()
          p=(t if t[-1:]=='/'else t+'/')+p
         t='/'
         if p.find('/',1)>0:
          for e in os.ilistdir('/'):
           d='/'+e[0]+'/'
           if e[1]==0x4000 and len(d)>len(t)and p.startswith(d):t=d
         return t
        """;

    /// Python that defines a function, named by its argument, that removes those whose names are not in a list.
    static final String REMOVAL = """
        def %s(k):
         for t in ['/']+['/'+e[0]+'/'for e in os.ilistdir('/')if e[1]==0x4000]:
          try:
           for n in [e[0]for e in os.ilistdir(t)if len(e[0])==12 and e[0][0]=='~'and e[0][8:]=='.jmp']:
            if n not in k:os.remove(t+n)
          except (OSError,MemoryError):pass
        """;

    private boolean removed;

    /// Returns the name of the temporary file for `path`, one that FAT without long names takes too.
    static String name(String path) {
        return "~%07x.jmp".formatted(BoardFiles.normal(path).hashCode() & 0xFFF_FFFF);
    }

    /// Returns Python that removes them, to go before that of the first operation; then nothing.
    String removal() {
        if (removed) {
            return "";
        }
        removed = true;
        return REMOVAL.formatted("_jl") + "_jl(())\ndel _jl\n";
    }

    /// Returns Python that removes them and leaves in `_wv` how many there were; nothing if none are there any
    /// more.
    String counted() {
        return removed
                ? ""
                : "_wv=[]\n" + removal().replace("os.remove(t+n)", "os.remove(t+n);_wv.append(n)") + "_wv=len(_wv)";
    }

    /// Returns Python that spares the temporary files of `paths`, to go before the first operation; then nothing.
    String removal(List<String> paths) {
        if (removed) {
            return "";
        }
        return REMOVAL.formatted("_wrm") + "_wrm("
                + PythonLiteral.write(paths.stream().map(Leftovers::name).toList()) + ")\ndel _wrm\n";
    }

    /// Says that there are none any more.
    void gone() {
        removed = true;
    }
}
