package dev.jumper.app.session;

import java.time.Duration;
import java.util.OptionalInt;

/// How to reach the board, as the global options say.
///
/// @param port the stream's URL: a path, `auto`, `sim:`, ...
/// @param baud the rate, if the user named one
/// @param timeout of one step of the conversation with the board
/// @param silence that is borne from a program that runs
public record Settings(String port, OptionalInt baud, Duration timeout, Duration silence) {}
