package dev.jumper.emulator;

/// Which board the embedded one is like at its console: memory, flash and what its console hangs on. The
/// interpreter is the same for all, and says so.
///
/// @param name as in the stream URL
/// @param flash bytes of its file system
/// @param memory how much of it there is
/// @param wire what its console hangs on
public record BoardModel(String name, long flash, EmbeddedBoard.Memory memory, Wire wire) {
    /// The rate at which MicroPython's ESP8266 port starts its console: ports/esp8266/esp_mphal.c, `mp_hal_init`.
    public static final int BAUD = 115_200;
    /// An ESP8266's Python heap: ports/esp8266/main.c, `heap[38 * 1024]`.
    public static final int ESP8266_HEAP = 38 << 10;

    // ports/esp8266/esp_mphal.c, `stdin_ringbuf_array[256]`; py/ringbuf.h keeps one place free
    private static final int ESP8266_BUFFER = 255;
    // ports/esp8266/uart.c, `uart_tx_one_char` waits while 126 bytes are in the transmitter's FIFO
    private static final int ESP8266_QUEUE = 126;
    // 4 MiB as on common modules; ports/esp8266/modules/flashbdev.py keeps 20 KiB at the end, and the firmware has
    // the first MiB
    private static final long ESP8266_FLASH = (4L << 20) - (1L << 20) - (20L << 10);

    // shared/tinyusb/tusb_config.h, CFG_TUD_CDC_RX_BUFSIZE 256; ports/rp2/mphalport.c, MICROPY_HW_STDIN_BUFFER_LEN
    // 512, of which py/ringbuf.h keeps one place free
    private static final int RP2_TO_BOARD = 256 + 511;
    private static final int RP2_FROM_BOARD = 1 << 16;
    // ports/rp2/mpconfigport.h, MICROPY_HW_FLASH_STORAGE_BYTES: a Pico's 2 MiB without the firmware's part
    private static final long RP2_FLASH = 1408L << 10;

    // ports/rp2/main.c of version 1.14, `gc_heap[192 * 1024]`; later ones have some more
    private static final int RP2_HEAP = 192 << 10;

    private static final int PLAIN_BUFFER = 1 << 16;

    /// A board with much of everything, on a cable that takes no time.
    public static BoardModel plain() {
        return new BoardModel(
                "board",
                EmbeddedBoard.FLASH,
                EmbeddedBoard.Memory.DEFAULT,
                new Wire.Direct(PLAIN_BUFFER, PLAIN_BUFFER));
    }

    /// A board like an ESP8266 with 4 MiB of flash behind a USB adapter: a serial line at these rates, a receive
    /// buffer of 255 bytes that loses what overruns it, a boot log at 74880 baud at each reset, about 3 MiB for
    /// files.
    public static BoardModel esp8266(int hostBaud, int boardBaud) {
        return new BoardModel(
                "esp8266",
                ESP8266_FLASH,
                EmbeddedBoard.Memory.fixed(ESP8266_HEAP),
                new Wire.Uart(hostBaud, boardBaud, ESP8266_BUFFER, ESP8266_QUEUE));
    }

    /// Returns this model with a Python heap of so many bytes, which does not grow.
    ///
    /// Garbage is collected only between commands (see [EmbeddedBoard]), so that a command needs more heap here
    /// than on a real board.
    public BoardModel withHeap(int bytes) {
        return new BoardModel(name, flash, EmbeddedBoard.Memory.fixed(bytes), wire);
    }

    /// A board like a Raspberry Pi Pico on USB, which loses nothing and has no baud rate: small buffers, and 1408
    /// KiB for files. The pace of the USB itself is not modelled.
    public static BoardModel rp2() {
        return new BoardModel(
                "rp2", RP2_FLASH, EmbeddedBoard.Memory.fixed(RP2_HEAP), new Wire.Direct(RP2_TO_BOARD, RP2_FROM_BOARD));
    }
}
