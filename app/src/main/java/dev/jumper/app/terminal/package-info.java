/// The person's side of the board's prompt: keys, the line being typed as the board echoes it, and a history that
/// lasts.
///
/// The board does its own line editing and completion; nothing here echoes or edits by itself. None of this does
/// I/O but [History][dev.jumper.app.terminal.History].
package dev.jumper.app.terminal;
