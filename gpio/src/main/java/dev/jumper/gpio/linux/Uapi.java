package dev.jumper.gpio.linux;

/// Numbers of `linux/gpio.h`: requests, flags, and where the fields of its structures lie, in bytes.
///
/// All fields have fixed widths, so that these hold for every architecture.
public final class Uapi {
    /// `GPIO_GET_CHIPINFO_IOCTL`.
    public static final long CHIP_INFO = 0x8044B401L;
    /// `GPIO_V2_GET_LINEINFO_IOCTL`.
    public static final long LINE_INFO = 0xC100B405L;
    /// `GPIO_V2_GET_LINE_IOCTL`.
    public static final long LINE_REQUEST = 0xC250B407L;
    /// `GPIO_V2_LINE_SET_CONFIG_IOCTL`.
    public static final long SET_CONFIG = 0xC110B40DL;
    /// `GPIO_V2_LINE_GET_VALUES_IOCTL`.
    public static final long GET_VALUES = 0xC010B40EL;
    /// `GPIO_V2_LINE_SET_VALUES_IOCTL`.
    public static final long SET_VALUES = 0xC010B40FL;

    /// `GPIO_V2_LINES_MAX`.
    public static final int MOST_LINES = 64;
    /// `GPIO_MAX_NAME_SIZE`.
    public static final int NAME_SIZE = 32;
    /// `GPIO_V2_LINE_NUM_ATTRS_MAX`.
    public static final int MOST_ATTRIBUTES = 10;

    /// `struct gpiochip_info`.
    public static final int CHIP_INFO_SIZE = 68;

    static final int CHIP_LABEL = 32;
    static final int CHIP_LINES = 64;

    /// `struct gpio_v2_line_info`.
    public static final int LINE_INFO_SIZE = 256;

    static final int INFO_CONSUMER = 32;
    static final int INFO_OFFSET = 64;
    static final int INFO_ATTRIBUTES = 68;
    static final int INFO_FLAGS = 72;
    static final int INFO_FIRST_ATTRIBUTE = 80;

    /// `struct gpio_v2_line_attribute`: an id, padding, and eight bytes of what the id says.
    static final int ATTRIBUTE_SIZE = 16;

    static final int ATTRIBUTE_VALUE = 8;

    /// `struct gpio_v2_line_config_attribute`: an attribute, and a mask of the lines it is for.
    static final int CONFIG_ATTRIBUTE_SIZE = 24;

    static final int ATTRIBUTE_MASK = 16;

    /// `struct gpio_v2_line_request`.
    public static final int REQUEST_SIZE = 592;

    static final int REQUEST_CONSUMER = 256;
    static final int REQUEST_CONFIG = 288;
    static final int REQUEST_LINES = 560;
    static final int REQUEST_BUFFER = 564;
    static final int REQUEST_DESCRIPTOR = 588;

    /// `struct gpio_v2_line_config`.
    public static final int CONFIG_SIZE = 272;

    static final int CONFIG_ATTRIBUTES = 8;
    static final int CONFIG_FIRST_ATTRIBUTE = 32;

    /// `struct gpio_v2_line_values`.
    public static final int VALUES_SIZE = 16;

    /// Where the mask of `struct gpio_v2_line_values` lies, behind the bits.
    public static final int VALUES_MASK = 8;

    /// `struct gpio_v2_line_event`.
    public static final int EVENT_SIZE = 48;

    /// Where the event says what it is: 1 a rising edge, 2 a falling one.
    public static final int EVENT_ID = 8;
    /// Where the event says which line of the chip it is about.
    public static final int EVENT_OFFSET = 12;
    /// Where the event says the how manieth of its line it is, from 1.
    public static final int EVENT_NUMBER = 20;
    /// `GPIO_V2_LINE_EVENT_RISING_EDGE`.
    public static final int RISING = 1;

    /// `GPIO_V2_LINE_FLAG_USED`, and the others of their names.
    public static final long USED = 1;
    /// Low is 1.
    public static final long ACTIVE_LOW = 2;
    /// An input.
    public static final long INPUT = 4;
    /// An output.
    public static final long OUTPUT = 8;
    /// Events for rising edges.
    public static final long EDGE_RISING = 16;
    /// Events for falling edges.
    public static final long EDGE_FALLING = 32;
    /// Driven low only.
    public static final long OPEN_DRAIN = 64;
    /// A resistor to the supply.
    public static final long PULL_UP = 256;
    /// A resistor to ground.
    public static final long PULL_DOWN = 512;
    /// No resistor.
    public static final long BIAS_DISABLED = 1024;

    static final int FLAGS_ATTRIBUTE = 1;
    static final int VALUES_ATTRIBUTE = 2;
    static final int DEBOUNCE_ATTRIBUTE = 3;

    private Uapi() {}
}
