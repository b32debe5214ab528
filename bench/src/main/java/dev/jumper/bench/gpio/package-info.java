/// What pins of Linux cost, in turn with a C program that asks the kernel for the same.
package dev.jumper.bench.gpio;
