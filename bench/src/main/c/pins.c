/* The functions behind the pins, compiled by themselves so that no call of them can be inlined. */
#include "pins.h"

static int line_ioctl(struct pin *pin, int request, int argument) {
    switch (request) {
    case PIN_READ:
        return line_read((struct line *)pin);
    case PIN_WRITE:
        line_write((struct line *)pin, argument);
        return 0;
    default:
        return -1;
    }
}

static int clock_ioctl(struct pin *pin, int request, int argument) {
    switch (request) {
    case PIN_READ:
        return clock_read((struct clock *)pin);
    case PIN_WRITE:
        clock_write((struct clock *)pin, argument);
        return 0;
    default:
        return -1;
    }
}

static int data_ioctl(struct pin *pin, int request, int argument) {
    switch (request) {
    case PIN_READ:
        return data_read((struct data *)pin);
    case PIN_WRITE:
        data_write((struct data *)pin, argument);
        return 0;
    default:
        return -1;
    }
}

const struct pin_functions line_functions = {line_ioctl};
const struct pin_functions clock_functions = {clock_ioctl};
const struct pin_functions data_functions = {data_ioctl};
