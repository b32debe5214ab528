/* Pins for the benchmark: lines as objects, and two ways to reach them. */
#ifndef PINS_H
#define PINS_H

enum { PIN_READ = 1, PIN_WRITE = 2 };
enum { RELEASED = 0x1ff, ACKNOWLEDGED = 0x1fe };

/* The first way: a table of functions, of which the compiler of the loops knows nothing. */
struct pin {
    const struct pin_functions *functions;
};

struct pin_functions {
    int (*ioctl)(struct pin *pin, int request, int argument);
};

extern const struct pin_functions line_functions, clock_functions, data_functions;

/* The second way: the objects themselves. Every access happens, for all state is volatile. */
struct line {
    struct pin pin;
    volatile int level;
};

/* SCL. Whoever listens counts its rising edges. */
struct clock {
    struct pin pin;
    volatile int level;
    volatile int edges; /* since the last start or stop condition */
};

/* SDA, with a target that acknowledges on it, and sends. */
struct data {
    struct pin pin;
    struct clock *clock;
    volatile int level;
    volatile int edges; /* of the clock, between the last two conditions */
    volatile int address_answer; /* what the target does, a bit for each of nine clocks, 1 releases the line */
    volatile int data_answer;
};

static inline int line_read(struct line *line) {
    return line->level;
}

static inline void line_write(struct line *line, int level) {
    line->level = level;
}

static inline int clock_read(struct clock *clock) {
    return clock->level;
}

static inline void clock_write(struct clock *clock, int level) {
    clock->level = level;
    clock->edges = clock->edges + level;
}

static inline int data_read(struct data *data) {
    int edges = data->clock->edges;
    int answer = edges <= 9 ? data->address_answer : data->data_answer;
    return data->level & answer >> edges % 9;
}

static inline void data_write(struct data *data, int level) {
    data->level = level;
    if (data->clock->level) { /* a start or a stop condition */
        data->edges = data->clock->edges;
        data->clock->edges = 0;
        data->address_answer = level ? RELEASED : ACKNOWLEDGED;
    }
}

#endif
