package dev.jumper.devices.board;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// What runs on the board during a transfer: Python, sent once and kept until the board is reset.
///
/// A loop blocks in a read of one block, so that a Ctrl-C from whoever connects next always ends it; nothing has to
/// be switched off and on again. It allocates a few times the size of a block for each.
final class WireProgram {
    /// `_wc` checks, `_wa` answers, `_66` runs checked code, that with the same number once; `_88` answers with
    /// [#SLICE] characters of what it answered; one byte damaged makes no other name of these two, by which code
    /// without a check would run. `_wh` hashes a file,
    /// `_wm` tells the free heap. `_wg` is the file being copied, `_wf` what blocks go into or come from, `_wp` how
    /// far they have come, `_wn` the number of the blob that they are. `_wxz(b,w)` inflates, on boards that can,
    /// with a window of w bits.
    static final byte[] COMMON = bytes("""
        import sys,os
        _wr=sys.stdin.buffer.readinto
        _ww=sys.stdout.buffer.write
        try:_wg
        except NameError:
         _wg=_wf=None
         _wp=0
        _wn=0
        _wk=0,0
        def _wc(b):return int.from_bytes(b,'little')%1073741789
        def _wa(v,k):
         s=repr(v)
         print('|%s|%d|'%(s,_wc(s.encode())+k))
        def _66(b,c,k):
         global _wv,_wk
         if _wc(b)+k!=c:return
         if _wk[0]!=k:
          _wv=0
          try:
           exec(b)
           v=0,_wv
          except OSError as e:v=-1,e.args[0]
          _wk=k,v
         _wa(_wk[1],c)
        def _88(k,i):
         if _wk[0]==k:_wa((repr(_wk[1])[i:i+16],),1000*k+i)
        def _wm():
         try:
          import gc
          gc.collect()
          return gc.mem_free()
         except Exception:return 16384
        def _wh(*p):
         b=bytearray(512)
         m=memoryview(b)
         try:
          import hashlib
          h=hashlib.sha256()
         except (ImportError,AttributeError):h=None
         x=0
         for q in p:
          with open(q,'rb') as f:
           while 1:
            n=f.readinto(b)
            if not n:break
            d=m if n==512 else m[:n]
            if h:h.update(d)
            else:x=(x*257+_wc(d))%1073741789
         return ''.join('%02x'%c for c in h.digest()) if h else x
        def _wxz(b,w):
         import io,deflate
         return deflate.DeflateIO(io.BytesIO(b),1,w).read()
        """);

    /// Python that inflates and runs what has its argument as a name: the first parts of the program.
    static final String INFLATED = "import io,deflate;exec(deflate.DeflateIO(io.BytesIO(%s),1,12).read())";

    /// What tells that the program is there.
    private static final byte[] READY = bytes("_wa((0,_wm()),0)\n");

    /// `_wu(n,z,g,f)` takes n blocks of z bytes into `_wf` from `_wp` on, and flushes it if f. Before the end of a
    /// block it tells after g bytes, and so on, how many it has taken since the last whole one.
    ///
    /// `_wo(p,n)` prepares for a copy to p under the temporary name n, and returns where that is, how long what is
    /// there already is, and its hash; nothing there is opened at once. `_we(t,p,h)` ends it: gives t the name p if
    /// its hash is among h, and returns that.
    static final byte[] RECEIVER = bytes("""
        def _wua(a,x,u,v):
         a[0]=x;a[1]=u;a[2]=v;a[3]=15*x+3*u+5*v&255;_ww(a)
        def _wu(n,z,g,f):
         global _wp
         e=l=t=0;h={};b=bytearray(z);a=bytearray(4);_wf.seek(_wp)
         while e<n:
          m=memoryview(b)
          while l<z:
           k=min(g-l%g,z-l);_wr(m[l:l+k]);l+=k;t+=k
           if l<z:_wua(a,14,t&255,t>>8&255)
          l=0
          if b[0]==22 and not _wc(b):
           i=b[1]-32;t=0
           if i>=e:h[i]=b
           while e in h:
            d=h.pop(e);p=2;y=z-4;v=0
            while v<5:
             c=d[p]-5
             if z>80:y-=1;c+=251*(d[y]-5)
             d[p]=v;p+=c//3;v=3+c%3
            p-=3
            if _wf.write(memoryview(d)[3:p+3])!=p:raise OSError(28)
            _wp+=p;e+=1
           _wua(a,6,e,i)
           if i in h:b=bytearray(z)
          else:
           j=bytes(b).find(b'\\x16',1)
           if j>0:b=b[j:]+bytearray(j);l=z-j
         if f:_wf.flush()
        def _wq():
         global _wf,_wg,_wn
         try:
          if _wg:_wg.close()
         except OSError:
          _wf=_wg=None
          raise
         _wf=_wg=None
         _wn=0
        def _wo(p,n):
         global _wf,_wg,_wp
         try:
          if os.stat(p)[0]&0x4000:raise OSError(21)
         except OSError as e:
          if e.args[0]!=2:raise
         i=p.rfind('/')
         if i>0 and not os.stat(p[:i])[0]&0x4000:raise OSError(20)
         try:_wq()
         except OSError:pass
         t=_wt(p)+n
         try:z=os.stat(t)[6]
         except OSError:z=0
         if z:return t,z,_wh(t)
         _wg=_wf=open(t,'wb');_wp=0
         return t,0,0
        def _we(t,p,h):
         _wq()
         try:v=_wh(t)
         except OSError:return _wh(p)
         if v in h:os.rename(t,p)
         return v
        """ + Leftovers.PLACE.formatted("_wt"));

    /// `_wb(k,c)` has blob k, of c bytes at most, go into memory. `_wi(w)` is a stream of what it holds, inflated
    /// with a window of w bits unless that is 0. `_wy(k,o,n,w,f)` writes n bytes of that to `_wg` at o, flushes it
    /// if f, and makes `_wn` -k; done once. `_wv` becomes 1 if the board can inflate.
    static final byte[] BLOBS = bytes("""
        import io
        try:from deflate import DeflateIO as _wj
        except ImportError:_wj=None
        def _wb(k,c):
         global _wf,_wn,_wp
         if _wn!=k:
          _wf=io.BytesIO(c)
          _wp=0
          _wn=k
        def _wi(w):
         _wf.seek(0)
         return _wj(_wf,1,w) if w else _wf
        def _ws(s,f,n,m):
         while n:
          d=m[:min(n,512)]
          k=s.readinto(d)
          if not k:raise OSError(5)
          if k<512:d=d[:k]
          if f.write(d)!=k:raise OSError(28)
          n-=k
        def _wy(k,o,n,w,f):
         global _wn
         if _wn==-k:return
         if _wn!=k:raise OSError(5)
         _wg.seek(o)
         _ws(_wi(w),_wg,n,memoryview(bytearray(512)))
         if f:_wg.flush()
         _wn=-k
        _wv=1 if _wj else 0
        """);

    /// `_wda(l)` makes directories that are not there, and returns index and error of one that cannot be. `_wsa(l)`
    /// tells of pairs of a path and a size what is there: the hash of a file of this size, 0 or 1 for another or
    /// none, an error made negative; of as many as the heap allows. `_wma(k,n,w,h)` takes blob k for records of n
    /// small files, writes these under temporary names, and renames them if what the flash has of them hashes to
    /// one of h; done once. Needs `BLOBS`.
    static final byte[] BATCH = bytes("""
        def _wda(l):
         for i,p in enumerate(l):
          try:os.mkdir(p)
          except OSError as e:
           n=e.args[0]
           try:
            if os.stat(p)[0]&0x4000:n=0
            else:n=20
           except OSError:pass
           if n:return i,n
        def _wsa(l):
         import gc
         r=[]
         for p,z in l:
          if r and gc.mem_free()<9000:
           gc.collect()
           if gc.mem_free()<9000:break
          try:
           s=os.stat(p)
           r.append(-21 if s[0]&0x4000 else _wh(p)if s[6]==z else 1)
          except OSError as e:
           n=e.args[0]
           i=p.rfind('/')
           try:
            if n==2 and(i<1 or os.stat(p[:i])[0]&0x4000):n=0
           except OSError:pass
           r.append(-n)
         return r
        def _wma(k,n,w,h):
         global _wn
         if _wn==-k:return
         if _wn!=k:raise OSError(5)
         s=_wi(w)
         m=memoryview(bytearray(512))
         c={}
         l=[]
         u=[]
         try:
          for i in range(n):
           a=s.read(4)
           p=s.read(a[0]+256*a[1]).decode()
           q=p[:p.find('/',1)+1]
           if q not in c:c[q]=_wt(p)
           t=c[q]+'~%07x.jmp'%i
           u.append(t)
           l.append(p)
           with open(t,'wb')as f:_ws(s,f,a[2]+256*a[3],m)
          if _wh(*u)not in h:raise OSError(5)
          for i in range(n):os.rename(u[i],l[i])
         except OSError:
          for t in u:
           try:os.remove(t)
           except OSError:pass
          raise
         _wn=-k
        """);

    /// `_wd(n,z,o,k)` sends n blocks of z bytes of `_wf` from offset o, as call k.
    static final byte[] SENDER = bytes("""
        def _wd(n,z,o,k):
         b=bytearray(z-4)
         p=memoryview(b)[2:]
         b[0]=165
         _wf.seek(o)
         for i in range(n):
          _wf.readinto(p)
          b[1]=i
          _ww(b)
          _ww(((_wc(b)+k)*999%1073741789).to_bytes(4,'little'))
        """);

    /// `_wz(o,l,c)` deflates up to l bytes of `_wg` from o, until they fill c bytes, makes that `_wf`, and returns
    /// how many bytes it took and how many it made of them. `_wv` becomes 1 if the board can deflate.
    static final byte[] PACKER = bytes("""
        import io
        try:from deflate import DeflateIO as _wj
        except ImportError:_wj=None
        def _wz(o,l,c):
         global _wf
         _wf=io.BytesIO(c+300)
         d=_wj(_wf,1,9)
         m=memoryview(bytearray(256))
         _wg.seek(o)
         k=0
         while k<l and _wf.tell()<c:
          n=_wg.readinto(m[:min(256,l-k)])
          if not n:break
          d.write(m[:n])
          k+=n
         d.close()
         return k,_wf.tell()
        _wv=1 if hasattr(_wj,'write') else 0
        """);

    /// `_wga(l,c)` puts the content of the files at l, of as many as c bytes hold, into `_wf`, and returns how long
    /// each is, an error made negative, and the hash of those that have come.
    static final byte[] GATHERER = bytes("""
        import io
        def _wga(l,c):
         global _wf
         _wf=io.BytesIO(c)
         r=[]
         k=0
         for p in l:
          try:
           s=os.stat(p)
           if s[0]&0x4000:raise OSError(21)
           if k+s[6]>c:break
           with open(p,'rb')as f:
            while 1:
             d=f.read(512)
             if not d:break
             _wf.write(d)
           r.append(_wf.tell()-k)
           k=_wf.tell()
          except OSError as e:
           r.append(-e.args[0])
           break
         return r,_wh(*[p for p,n in zip(l,r)if n>=0])
        """);

    /// Characters that `_88` answers with.
    static final int SLICE = 16;

    /// The name that code which is checked next has, the other one beside [RoughProgram#PIECES] and
    /// [RoughProgram#TAKE] that is assigned without a check. One byte lost, doubled or changed makes of none of
    /// them another, or a name of the program.
    static final String ARRIVED = "_99";

    private WireProgram() {}

    /// Returns the whole of `parts`, which come first on a board, and an end that tells so.
    static byte[] first(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        all.writeBytes(READY);
        return all.toByteArray();
    }

    /// Returns Python that runs `code`, which the board has as the value of `expression`, if that has arrived as it
    /// was sent; `run` is how.
    static String install(String expression, byte[] code, String run) {
        return "%1$s=%2$s\nif int.from_bytes(%1$s,'little')%%%3$d==%4$d:%5$s\ndel %1$s"
                .formatted(ARRIVED, expression, WireCode.PRIME, WireCode.remainder(code), run.formatted(ARRIVED));
    }

    private static byte[] bytes(String code) {
        return code.getBytes(StandardCharsets.UTF_8);
    }
}
