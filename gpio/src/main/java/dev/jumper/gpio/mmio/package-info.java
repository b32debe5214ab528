/// The registers of the Raspberry Pi's GPIO controllers, for pins that change within nanoseconds.
///
/// ```
///   RegisterPin ---> Controller: Bcm2835, Rp1 ---> Registers: MappedRegisters, or a model of them in tests
/// ```
///
/// Sources: Broadcom "BCM2835 ARM Peripherals", chapter 6 "General Purpose I/O (GPIO)"; Raspberry Pi "BCM2711 ARM
/// Peripherals", chapter 5; Raspberry Pi "RP1 Peripherals", chapter 3 "GPIO and pads".
package dev.jumper.gpio.mmio;
