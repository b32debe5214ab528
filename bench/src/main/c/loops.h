/*
 * The loops of a bus whose pins and settings are known only at run time, as those of a library are. Included once for
 * each way to reach a pin: LINE, CLOCK, DATA, their _READ and _WRITE, and NAME(function) differ.
 */

struct NAME(spi) {
    LINE *sck, *mosi, *miso;
    unsigned int delay;
    int polarity, phase, lsb_first;
};

struct NAME(i2c) {
    CLOCK *scl;
    DATA *sda;
    unsigned int delay, patience;
};

static inline __attribute__((always_inline)) void NAME(spi_loop)(LINE *sck, LINE *mosi, LINE *miso, unsigned int delay,
    int idle, int phase, int first, int step, const unsigned char *out, unsigned char *in, int length) {
    for (int i = 0; i < length; i++) {
        unsigned int value = out[i], received = 0;
        for (int n = 8, bit = first; n > 0; n--, bit += step) {
            if (phase) {
                LINE_WRITE(sck, !idle);
            }
            LINE_WRITE(mosi, value >> bit & 1);
            spend(delay);
            LINE_WRITE(sck, phase ? idle : !idle);
            received |= LINE_READ(miso) << bit;
            spend(delay);
            if (!phase) {
                LINE_WRITE(sck, idle);
            }
        }
        in[i] = received;
    }
}

LIBRARY void NAME(spi_transfer)(const struct NAME(spi) *bus, const unsigned char *out, unsigned char *in, int length) {
    NAME(spi_loop)(bus->sck, bus->mosi, bus->miso, bus->delay, bus->polarity, bus->phase, bus->lsb_first ? 0 : 7,
        bus->lsb_first ? 1 : -1, out, in, length);
}

/* The same for one mode and order that the compiler knows, and no delay at all. */
LIBRARY void NAME(spi_fixed)(const struct NAME(spi) *bus, const unsigned char *out, unsigned char *in, int length) {
    NAME(spi_loop)(bus->sck, bus->mosi, bus->miso, 0, 0, 0, 7, -1, out, in, length);
}

/* Releases SCL and waits until it is high; 0 if something holds it low. */
static inline int NAME(clock_high)(const struct NAME(i2c) *bus) {
    CLOCK_WRITE(bus->scl, 1);
    for (unsigned int tries = bus->patience; tries > 0; tries--) {
        if (CLOCK_READ(bus->scl)) {
            spend(bus->delay);
            return 1;
        }
        spend(1);
    }
    return 0;
}

static inline void NAME(clock_low)(const struct NAME(i2c) *bus) {
    CLOCK_WRITE(bus->scl, 0);
    spend(bus->delay);
}

static int NAME(i2c_start)(const struct NAME(i2c) *bus) {
    DATA_WRITE(bus->sda, 1);
    if (!NAME(clock_high)(bus)) {
        return 0;
    }
    DATA_WRITE(bus->sda, 0);
    spend(bus->delay);
    NAME(clock_low)(bus);
    return 1;
}

static int NAME(i2c_stop)(const struct NAME(i2c) *bus) {
    DATA_WRITE(bus->sda, 0);
    int ok = NAME(clock_high)(bus);
    DATA_WRITE(bus->sda, 1);
    spend(bus->delay);
    return ok;
}

/* Returns whether the byte was acknowledged, and no other master was seen. */
static int NAME(i2c_write_byte)(const struct NAME(i2c) *bus, unsigned int value) {
    for (int bit = 7; bit >= 0; bit--) {
        int level = value >> bit & 1;
        DATA_WRITE(bus->sda, level);
        if (!NAME(clock_high)(bus) || DATA_READ(bus->sda) < level) {
            return 0;
        }
        NAME(clock_low)(bus);
    }
    DATA_WRITE(bus->sda, 1);
    if (!NAME(clock_high)(bus)) {
        return 0;
    }
    int acknowledged = !DATA_READ(bus->sda);
    NAME(clock_low)(bus);
    return acknowledged;
}

/* Returns the byte, or -1 if the clock was held. */
static int NAME(i2c_read_byte)(const struct NAME(i2c) *bus, int acknowledge) {
    unsigned int value = 0;
    DATA_WRITE(bus->sda, 1);
    for (int bit = 7; bit >= 0; bit--) {
        if (!NAME(clock_high)(bus)) {
            return -1;
        }
        value = value << 1 | DATA_READ(bus->sda);
        NAME(clock_low)(bus);
    }
    DATA_WRITE(bus->sda, !acknowledge);
    if (!NAME(clock_high)(bus)) {
        return -1;
    }
    NAME(clock_low)(bus);
    return value;
}

LIBRARY int NAME(i2c_write)(const struct NAME(i2c) *bus, int address, const unsigned char *out, int length) {
    int ok = NAME(i2c_start)(bus) && NAME(i2c_write_byte)(bus, address << 1);
    for (int i = 0; ok && i < length; i++) {
        ok = NAME(i2c_write_byte)(bus, out[i]);
    }
    return NAME(i2c_stop)(bus) && ok;
}

LIBRARY int NAME(i2c_read)(const struct NAME(i2c) *bus, int address, unsigned char *in, int length) {
    int ok = NAME(i2c_start)(bus) && NAME(i2c_write_byte)(bus, address << 1 | 1);
    for (int i = 0; ok && i < length; i++) {
        int value = NAME(i2c_read_byte)(bus, i < length - 1);
        ok = value >= 0;
        in[i] = value;
    }
    return NAME(i2c_stop)(bus) && ok;
}

static void NAME(measure)(const char *way, const struct NAME(spi) *spi, const struct NAME(i2c) *i2c) {
    unsigned char out[LENGTH], in[LENGTH];
    fill(out);

    MEASURE("spi", way, NAME(spi_transfer)(spi, out, in, LENGTH));
    check(memcmp(in, out, LENGTH) == 0 && mosi.level == (out[LENGTH - 1] & 1) && sck.level == 0, "spi");
    memset(in, 0, LENGTH);
    MEASURE("spi-fixed", way, NAME(spi_fixed)(spi, out, in, LENGTH));
    check(memcmp(in, out, LENGTH) == 0 && mosi.level == (out[LENGTH - 1] & 1) && sck.level == 0, "spi-fixed");

    int ok = 1;
    sda.data_answer = ACKNOWLEDGED;
    MEASURE("i2c-write", way, ok &= NAME(i2c_write)(i2c, ADDRESS, out, LENGTH));
    check(ok && is_idle(), "i2c-write");

    sda.data_answer = sending(READ_VALUE);
    MEASURE("i2c-read", way, ok &= NAME(i2c_read)(i2c, ADDRESS, in, LENGTH));
    memset(out, READ_VALUE, LENGTH);
    check(ok && is_idle() && memcmp(in, out, LENGTH) == 0, "i2c-read");
}

#undef NAME
#undef LINE
#undef CLOCK
#undef DATA
#undef LINE_READ
#undef LINE_WRITE
#undef CLOCK_READ
#undef CLOCK_WRITE
#undef DATA_READ
#undef DATA_WRITE
