/// The benchmark: the bit loops of `dev.jumper.bitbang` beside the same loops in C, and what a simulated circuit
/// takes. [Bench][dev.jumper.bench.Bench] runs all of it and writes one report, in which only ratios of the same
/// run count.
///
/// ```
///   src/main/c ── gcc ── C figures ──┐
///                                    ├── report
///   *Benchmark ── JMH ── Java figures┘
/// ```
package dev.jumper.bench;
