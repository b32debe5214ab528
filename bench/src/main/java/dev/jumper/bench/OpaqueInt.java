package dev.jumper.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Opaque access to the fields of a class: every access happens, as with a volatile `int` in C.
final class OpaqueInt {
    private OpaqueInt() {}

    /// Returns the handle of the field `name` of the class that looks it up.
    static VarHandle of(MethodHandles.Lookup lookup, String name) {
        try {
            return lookup.findVarHandle(lookup.lookupClass(), name, int.class);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(lookup.lookupClass() + " has no field " + name, e);
        }
    }
}
