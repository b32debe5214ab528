package dev.jumper.app.fault;

import dev.jumper.hal.vfs.Errno;
import dev.jumper.hal.vfs.Vfs;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/// A file system that fails at one operation.
final class FailingFlash {
    private FailingFlash() {}

    /// Returns `files` whose method `operation` fails with `errno`, about its first path.
    static Vfs failing(Vfs files, String operation, Errno errno) {
        return (Vfs) Proxy.newProxyInstance(
                Vfs.class.getClassLoader(), new Class<?>[] {Vfs.class}, (_, method, arguments) -> {
                    if (method.getName().equals(operation)) {
                        throw errno.on(String.valueOf(arguments[0]));
                    }
                    try {
                        return method.invoke(files, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
