/// Displays, and the bitmap that is drawn on.
///
/// ```
///   text, lines, images --> Bitmap --show: only what has changed--> Ssd1306
/// ```
///
/// Drawing happens in memory; nothing moves before `show`. Images of `java.awt` need the module `java.desktop`, the
/// rest does not.
package dev.jumper.devices.display;
