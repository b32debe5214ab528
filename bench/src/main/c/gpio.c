/*
 * The C side of the benchmark of pins. Reads commands, one a line, and answers each with a figure:
 *   fionread N   nanoseconds of one ioctl that every kernel has, of N
 *   store N      nanoseconds of one store to registers in an anonymous mapping, as a pin is written, of N
 *   set N        nanoseconds of one ioctl that sets a line, of N
 *   get N        nanoseconds of one ioctl that reads a line, of N
 *   spi N        nanoseconds of a byte sent in SPI mode 0, clock and data in one request, of N
 *   edges N      waits for N edges, and answers with the median of nanoseconds from the kernel's stamp until the
 *                reader has it
 * The last four need a GPIO chip, which the first argument names; the lines are the others: an output, an input, clock
 * and data. Nanoseconds are those of the processor, but for edges.
 *
 * A second thread does nothing at all: the kernel finds the file of a descriptor faster for a process that has one
 * thread, which no JVM is. The argument "alone" goes without.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/gpio.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { GPSET = 0x1C / 4, GPCLR = 0x28 / 4, PIN = 1 << 4, MOST_EDGES = 1000 };

static long nanos(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * 1000000000L + now.tv_nsec;
}

static void require(int condition, const char *what) {
    if (!condition) {
        perror(what);
        exit(1);
    }
}

static int request(int chip, uint64_t flags, int count, char **offsets) {
    struct gpio_v2_line_request wanted;
    memset(&wanted, 0, sizeof wanted);
    strcpy(wanted.consumer, "bench-c");
    wanted.config.flags = flags;
    wanted.num_lines = count;
    for (int i = 0; i < count; i++) {
        wanted.offsets[i] = atoi(offsets[i]);
    }
    require(ioctl(chip, GPIO_V2_GET_LINE_IOCTL, &wanted) == 0, "GPIO_V2_GET_LINE_IOCTL");
    return wanted.fd;
}

static void set(int line, uint64_t mask, uint64_t bits) {
    struct gpio_v2_line_values values = {.bits = bits, .mask = mask};
    require(ioctl(line, GPIO_V2_LINE_SET_VALUES_IOCTL, &values) == 0, "GPIO_V2_LINE_SET_VALUES_IOCTL");
}

static int get(int line) {
    struct gpio_v2_line_values values = {.mask = 1};
    require(ioctl(line, GPIO_V2_LINE_GET_VALUES_IOCTL, &values) == 0, "GPIO_V2_LINE_GET_VALUES_IOCTL");
    return values.bits;
}

static void send_byte(int lines, int byte) {
    enum { CLOCK = 1, DATA = 2 };
    for (int i = 7; i >= 0; i--) {
        set(lines, CLOCK | DATA, byte >> i & 1 ? DATA : 0);
        set(lines, CLOCK, CLOCK);
    }
    set(lines, CLOCK, 0);
}

static int ascending(const void *a, const void *b) {
    long x = *(const long *)a, y = *(const long *)b;
    return x < y ? -1 : x > y;
}

static double edges(int line, int count) {
    static long late[MOST_EDGES];
    require(count <= MOST_EDGES, "edges");
    for (int i = 0; i < count; i++) {
        struct gpio_v2_line_event event;
        require(read(line, &event, sizeof event) == sizeof event, "read");
        late[i] = nanos(CLOCK_MONOTONIC) - (long)event.timestamp_ns;
    }
    qsort(late, count, sizeof *late, ascending);
    return late[count / 2];
}

static void *sleep_for_good(void *nothing) {
    while (1) {
        pause();
    }
    return nothing;
}

int main(int count, char **words) {
    int output = -1, input = -1, bus = -1, pipes[2];
    pthread_t sleeper;
    if (count != 2) {
        require(pthread_create(&sleeper, NULL, sleep_for_good, NULL) == 0, "pthread_create");
    }
    if (count == 6) {
        int chip = open(words[1], O_RDWR | O_CLOEXEC);
        require(chip >= 0, words[1]);
        output = request(chip, GPIO_V2_LINE_FLAG_OUTPUT, 1, words + 2);
        input = request(chip, GPIO_V2_LINE_FLAG_INPUT | GPIO_V2_LINE_FLAG_EDGE_RISING | GPIO_V2_LINE_FLAG_EDGE_FALLING,
            1, words + 3);
        bus = request(chip, GPIO_V2_LINE_FLAG_OUTPUT, 2, words + 4);
    }
    require(pipe(pipes) == 0, "pipe");
    uint32_t *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    require(memory != MAP_FAILED, "mmap");
    volatile uint32_t *registers = memory;
    char what[16];
    int times, sum = 0;
    while (scanf("%15s %d", what, &times) == 2) {
        double answer = -1;
        long start = nanos(CLOCK_THREAD_CPUTIME_ID);
        if (strcmp(what, "edges") == 0) {
            answer = edges(input, times);
        } else if (strcmp(what, "set") == 0) {
            for (int i = 0; i < times; i++) {
                set(output, 1, i & 1);
            }
        } else if (strcmp(what, "get") == 0) {
            for (int i = 0; i < times; i++) {
                sum += get(output);
            }
        } else if (strcmp(what, "spi") == 0) {
            for (int i = 0; i < times; i++) {
                send_byte(bus, i);
            }
        } else if (strcmp(what, "fionread") == 0) {
            for (int i = 0; i < times; i++) {
                int waiting;
                require(ioctl(pipes[0], FIONREAD, &waiting) == 0, "FIONREAD");
                sum += waiting;
            }
        } else if (strcmp(what, "store") == 0) {
            for (int i = 0; i < times; i++) {
                registers[i & 1 ? GPSET : GPCLR] = PIN;
            }
        }
        if (answer < 0) {
            answer = (double)(nanos(CLOCK_THREAD_CPUTIME_ID) - start) / times;
        }
        printf("%.3f\n", answer);
        fflush(stdout);
    }
    return sum < 0;
}
