/// The interface of Linux's kernel to GPIO chips: system calls, numbers, and the layout of what is passed.
///
/// Source: `include/uapi/linux/gpio.h`, version 2 of the GPIO character device (Linux 5.10 and newer).
package dev.jumper.gpio.linux;
