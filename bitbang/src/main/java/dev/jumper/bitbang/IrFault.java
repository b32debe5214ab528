package dev.jumper.bitbang;

import dev.jumper.hal.DeviceException;

/// A frame that began and was none: noise, two remote controls at once, or one too far away.
///
/// @param kind `CHECKSUM` if its redundancy does not fit, `WRONG_ANSWER` if a part was too short or long,
///     `NEVER_ENDED` if it broke off, `MISSED` if this machine was too slow
/// @param reason what was found and expected
public record IrFault(DeviceException.Kind kind, String reason) implements IrSignal {}
