package dev.jumper.devices.board;

import java.util.OptionalLong;

/// What a board says of itself; a text that it does not know is empty.
///
/// @param implementation `micropython`
/// @param version of the implementation: `1.27.0`
/// @param machine the board's own name: `ESP module with ESP8266`
/// @param platform `sys.platform`: `esp8266`
/// @param uniqueId of the chip, in hex
/// @param frequency of the processor in hertz
/// @param freeMemory bytes of heap that are free
/// @param epochYear the year in which its time counts from 0: 1970 or 2000
public record BoardInfo(
        String implementation,
        String version,
        String machine,
        String platform,
        String uniqueId,
        OptionalLong frequency,
        OptionalLong freeMemory,
        int epochYear) {}
