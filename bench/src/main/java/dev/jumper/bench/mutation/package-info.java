/// Changes the constants of a module one by one and tells which changes no test notices; run by `bench/mutations`.
///
/// [Mutations][dev.jumper.bench.mutation.Mutations] hands one [Mutant][dev.jumper.bench.mutation.Mutant] after
/// another to a JVM of its own, the [Worker][dev.jumper.bench.mutation.Worker], which is replaced when a mutant
/// runs on for ever.
package dev.jumper.bench.mutation;
