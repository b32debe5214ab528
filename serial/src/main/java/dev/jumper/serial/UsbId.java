package dev.jumper.serial;

/// What a USB device says it is.
///
/// @param vendor assigned by the USB Implementers Forum, 0 to 0xFFFF
/// @param product assigned by the vendor, 0 to 0xFFFF
public record UsbId(int vendor, int product) {
    /// Returns it as it is usually written: `10c4:ea60`.
    @Override
    public String toString() {
        return "%04x:%04x".formatted(vendor, product);
    }
}
