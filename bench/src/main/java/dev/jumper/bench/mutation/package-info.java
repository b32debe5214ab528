/// Changes the constants of a module one by one and tells which changes no test notices; run by `bench/mutations`.
///
/// First all tests run once on classes that tell the [Probe][dev.jumper.bench.mutation.Probe] which constants they
/// run: the [Reach][dev.jumper.bench.mutation.Reach] of each. Then
/// [Mutations][dev.jumper.bench.mutation.Mutations] has a JVM of its own, the
/// [Worker][dev.jumper.bench.mutation.Worker], try one [Mutant][dev.jumper.bench.mutation.Mutant] after another
/// with the tests that reach it, the quickest first, up to the first failure. A mutant that runs ten times as long
/// as the test did ends the JVM, and another one goes on.
package dev.jumper.bench.mutation;
