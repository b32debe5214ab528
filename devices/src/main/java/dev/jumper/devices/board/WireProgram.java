package dev.jumper.devices.board;

import java.nio.charset.StandardCharsets;

/// What runs on the board during a transfer: Python, sent once and kept until the board is reset.
///
/// A loop blocks in a read of one block, so that a Ctrl-C from whoever connects next always ends it; nothing has to
/// be switched off and on again. It allocates a few times the size of a block for each.
final class WireProgram {
    /// `_wc` checks, `_wa` answers, `_wx` runs checked code, `_wh` hashes a file, `_wm` tells the free heap.
    static final byte[] COMMON = bytes("""
        import sys,os
        _wr=sys.stdin.buffer.read
        _ww=sys.stdout.buffer.write
        try:_wf
        except NameError:
         _wf=None
         _wp=0
        def _wc(b):return int.from_bytes(b,'little')%1073741789
        def _wa(v):
         s=repr(v)
         print('|%s|%d|'%(s,_wc(s.encode())))
        def _wx(b,c):
         global _wv
         if _wc(b)!=c:return
         _wv=0
         try:
          exec(b)
          _wa((0,_wv))
         except OSError as e:_wa((-1,e.args[0]))
        def _wm():
         import gc
         gc.collect()
         return gc.mem_free()
        def _wh(p):
         b=bytearray(512)
         m=memoryview(b)
         try:
          import hashlib
          h=hashlib.sha256()
         except (ImportError,AttributeError):h=None
         x=0
         with open(p,'rb') as f:
          while 1:
           n=f.readinto(b)
           if not n:break
           d=m if n==512 else m[:n]
           if h:h.update(d)
           else:x=(x*257+_wc(d))%1073741789
         return ''.join('%02x'%c for c in h.digest()) if h else x
        try:_wa((0,_wm()))
        except Exception:_wa((0,16384))
        """);

    /// `_wu(n,z,f)` takes n blocks of z bytes into `_wf` from `_wp` on, and flushes it if f.
    static final byte[] RECEIVER = bytes("""
        def _wu(n,z,f):
         global _wp
         e=0
         h={}
         b=b''
         a=bytearray(b'\\x06000')
         _wf.seek(_wp)
         while e<n:
          b=b+_wr(z-len(b))
          if b[0]==22 and not _wc(b):
           i=b[1]-32
           if i>=e:h[i]=b
           b=b''
           while e in h:
            d=h.pop(e)[2:-4].rstrip(b'\\x07').replace(b'\\x10G',b'\\x07').replace(b'\\x10D',b'\\x04').replace(b'\\x10C',b'\\x03').replace(b'\\x10P',b'\\x10')
            if _wf.write(d)!=len(d):raise OSError(28)
            _wp+=len(d)
            e+=1
           a[1]=e
           a[2]=i
           a[3]=(3*e+5*i+90)&255
           _ww(a)
          else:
           j=b.find(b'\\x16',1)
           b=b[j:] if j>0 else b''
         if f:_wf.flush()
        """);

    /// `_wd(n,z,o)` sends n blocks of z bytes of `_wf` from offset o.
    static final byte[] SENDER = bytes("""
        def _wd(n,z,o):
         b=bytearray(z-4)
         p=memoryview(b)[2:]
         b[0]=165
         _wf.seek(o)
         for i in range(n):
          _wf.readinto(p)
          b[1]=i
          _ww(b)
          _ww(_wc(b).to_bytes(4,'little'))
        """);

    private WireProgram() {}

    /// Returns Python that runs `code` if it has arrived as it was sent.
    static String install(byte[] code) {
        return install(PythonLiteral.write(code), code);
    }

    /// As [#install(byte[])], the board having `code` as the value of `expression`.
    static String install(String expression, byte[] code) {
        return "_ws=%s\nif int.from_bytes(_ws,'little')%%%d==%d:exec(_ws)\ndel _ws"
                .formatted(expression, WireCode.PRIME, WireCode.remainder(code));
    }

    /// Returns Python that has `_wx` run `code` if it has arrived as it was sent.
    static String call(byte[] code) {
        return "_wx(%s,%d)".formatted(PythonLiteral.write(code), WireCode.remainder(code));
    }

    private static byte[] bytes(String code) {
        return code.getBytes(StandardCharsets.UTF_8);
    }
}
