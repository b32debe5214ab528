/*
 * Measures loops that bit-bang SPI and I2C, without any delay, over pins behind function pointers and over direct
 * volatile pins. Prints one line for each: the loop, the way, the best and the median nanoseconds a byte.
 */
#include "pins.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LENGTH = 256, TRANSFERS = 2000, RUNS = 41, ADDRESS = 0x68, READ_VALUE = 0xa5 };

/* A function that knows nothing of its caller's settings, as in a library. */
#define LIBRARY static __attribute__((noipa))

static struct line sck = {.pin = {&line_functions}}, mosi = {.pin = {&line_functions}};
static struct clock scl = {.pin = {&clock_functions}, .level = 1};
static struct data sda = {.pin = {&data_functions}, .clock = &scl, .level = 1, .address_answer = RELEASED};

static long nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000L + now.tv_nsec;
}

static inline void spend(unsigned int nanoseconds) {
    if (nanoseconds > 0) {
        long start = nanos();
        while (nanos() - start < (long)nanoseconds) {
        }
    }
}

static void check(int condition, const char *what) {
    if (!condition) {
        fprintf(stderr, "%s: the lines are not what the loop should have left\n", what);
        exit(1);
    }
}

/* Fills the bytes with what looks random, the same as in the Java program. */
static void fill(unsigned char *bytes) {
    unsigned int state = 1;
    for (int i = 0; i < LENGTH; i++) {
        state = state * 1103515245u + 12345u;
        bytes[i] = state >> 16;
    }
}

/* Returns what a target does that sends `value`: the first clock is bit 1, the ninth is bit 0 and the master's. */
static int sending(int value) {
    int answer = 1;
    for (int bit = 0; bit < 8; bit++) {
        answer |= (value >> bit & 1) << (8 - bit);
    }
    return answer;
}

/* Nine clocks for the address and each byte, and the one of the stop condition. */
static int is_idle(void) {
    return sda.level == 1 && scl.level == 1 && sda.edges == 9 * (LENGTH + 1) + 1;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void report(const char *loop, const char *way, double *runs) {
    qsort(runs, RUNS, sizeof *runs, ascending);
    printf("%s %s %.2f %.2f\n", loop, way, runs[0], runs[RUNS / 2]);
}

#define MEASURE(loop, way, transfer)                                                                                   \
    do {                                                                                                               \
        double runs[RUNS];                                                                                             \
        for (int run = 0; run < RUNS; run++) {                                                                         \
            long start = nanos();                                                                                      \
            for (int i = 0; i < TRANSFERS; i++) {                                                                      \
                transfer;                                                                                              \
            }                                                                                                          \
            runs[run] = (double)(nanos() - start) / ((double)TRANSFERS * LENGTH);                                      \
        }                                                                                                              \
        report(loop, way, runs);                                                                                       \
    } while (0)

#define NAME(name) name##_by_functions
#define LINE struct pin
#define CLOCK struct pin
#define DATA struct pin
#define LINE_READ(pin) (pin)->functions->ioctl(pin, PIN_READ, 0)
#define LINE_WRITE(pin, level) (pin)->functions->ioctl(pin, PIN_WRITE, level)
#define CLOCK_READ LINE_READ
#define CLOCK_WRITE LINE_WRITE
#define DATA_READ LINE_READ
#define DATA_WRITE LINE_WRITE
#include "loops.h"

#define NAME(name) name##_directly
#define LINE struct line
#define CLOCK struct clock
#define DATA struct data
#define LINE_READ line_read
#define LINE_WRITE line_write
#define CLOCK_READ clock_read
#define CLOCK_WRITE clock_write
#define DATA_READ data_read
#define DATA_WRITE data_write
#include "loops.h"

int main(void) {
    const struct spi_by_functions spi = {.sck = &sck.pin, .mosi = &mosi.pin, .miso = &mosi.pin};
    const struct i2c_by_functions i2c = {.scl = &scl.pin, .sda = &sda.pin, .patience = 1000};
    measure_by_functions("functions", &spi, &i2c);
    const struct spi_directly direct_spi = {.sck = &sck, .mosi = &mosi, .miso = &mosi};
    const struct i2c_directly direct_i2c = {.scl = &scl, .sda = &sda, .patience = 1000};
    measure_directly("direct", &direct_spi, &direct_i2c);
    return 0;
}
