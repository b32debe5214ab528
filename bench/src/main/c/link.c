/*
 * The C side of the link benchmark. "memory" prints how fast memory is copied, in MB/s. "peer" makes a pseudo-terminal,
 * prints the path of its other side, and serves what is at that side until standard input ends:
 *   E  echoes every byte from then on, until a Q
 *   W  takes a volume of bytes, then answers with one
 *   R  sends a volume of bytes
 * "client PATH" does that as a plain program would, with blocking calls: for each line of its input, E, W or R, it prints
 * nanoseconds a round trip, or MB/s to or from the peer.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { VOLUME = 16 << 20, PIECE = 4096, ROUNDS = 10000, COPY = 16 << 20, COPIES = 20 };

static char piece[PIECE];

static long nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000L + now.tv_nsec;
}

static void require(int condition, const char *what) {
    if (!condition) {
        perror(what);
        exit(1);
    }
}

static void raw(int fd) {
    struct termios settings;
    require(tcgetattr(fd, &settings) == 0, "tcgetattr");
    cfmakeraw(&settings);
    require(tcsetattr(fd, TCSANOW, &settings) == 0, "tcsetattr");
}

static void put(int fd, const char *bytes, long count) {
    while (count > 0) {
        long done = write(fd, bytes, count);
        require(done > 0, "write");
        bytes += done;
        count -= done;
    }
}

static void send_volume(int fd) {
    for (long sent = 0; sent < VOLUME; sent += PIECE) {
        put(fd, piece, PIECE);
    }
}

static void take_volume(int fd) {
    for (long taken = 0; taken < VOLUME;) {
        long count = read(fd, piece, VOLUME - taken < PIECE ? VOLUME - taken : PIECE);
        require(count > 0, "read");
        taken += count;
    }
}

static char take(int fd) {
    char byte;
    require(read(fd, &byte, 1) == 1, "read");
    return byte;
}

static void copy_memory(void) {
    char *from = malloc(COPY), *to = malloc(COPY);
    require(from && to, "malloc");
    memset(from, 1, COPY);
    memset(to, 2, COPY);
    long best = 0x7fffffffffffffffL;
    for (int i = 0; i < COPIES; i++) {
        long start = nanos();
        memcpy(to, from, COPY);
        long took = nanos() - start;
        best = took < best ? took : best;
        from[i] = to[i] + 1;
    }
    printf("%.0f\n", COPY * 1e3 / best);
}

static void serve(void) {
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    require(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0, "posix_openpt");
    int held = open(ptsname(master), O_RDWR | O_NOCTTY); /* so that clients may come and go */
    require(held >= 0, "open");
    raw(held);
    printf("%s\n", ptsname(master));
    fflush(stdout);
    while (1) {
        struct pollfd set[] = {{.fd = master, .events = POLLIN}, {.fd = 0, .events = POLLIN}};
        require(poll(set, 2, -1) > 0, "poll");
        if (set[1].revents) {
            return;
        }
        switch (take(master)) {
        case 'E':
            for (char byte = take(master); byte != 'Q'; byte = take(master)) {
                put(master, &byte, 1);
            }
            break;
        case 'W':
            take_volume(master);
            put(master, "k", 1);
            break;
        case 'R':
            send_volume(master);
            break;
        }
    }
}

static long ping(int fd) {
    put(fd, "E", 1);
    long start = nanos();
    for (int i = 0; i < ROUNDS; i++) {
        put(fd, "p", 1);
        take(fd);
    }
    long took = nanos() - start;
    put(fd, "Q", 1);
    return took;
}

static long send_all(int fd) {
    long start = nanos();
    put(fd, "W", 1);
    send_volume(fd);
    take(fd);
    return nanos() - start;
}

static long take_all(int fd) {
    long start = nanos();
    put(fd, "R", 1);
    take_volume(fd);
    return nanos() - start;
}

int main(int count, char **words) {
    if (count == 2 && strcmp(words[1], "memory") == 0) {
        copy_memory();
    } else if (count == 2 && strcmp(words[1], "peer") == 0) {
        serve();
    } else if (count == 3 && strcmp(words[1], "client") == 0) {
        int fd = open(words[2], O_RDWR | O_NOCTTY);
        require(fd >= 0, "open");
        raw(fd);
        char line[16];
        while (fgets(line, sizeof line, stdin)) {
            switch (line[0]) {
            case 'E':
                printf("%.0f\n", (double)ping(fd) / ROUNDS);
                break;
            case 'W':
                printf("%.1f\n", VOLUME * 1e3 / send_all(fd));
                break;
            case 'R':
                printf("%.1f\n", VOLUME * 1e3 / take_all(fd));
                break;
            }
            fflush(stdout);
        }
    } else {
        fprintf(stderr, "link: expected memory, peer, or client PATH\n");
        return 2;
    }
    return 0;
}
