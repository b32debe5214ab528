/// Timing diagrams of waveforms: as text for a terminal or a failing test, as SVG for a book or a page, as PNG for
/// what takes no SVG.
///
/// ```
/// var options = DrawingOptions.DEFAULT.withTitle("A clock chip").withDecoders(Decoder.parse("i2c:scl,sda"));
/// Files.writeString(path, SvgDrawing.of(waveform, options));
/// ```
///
/// SVG and PNG are two renderings of one picture. The same waveform and options give the same text and the same
/// SVG, byte for byte, on every machine; the letters of a PNG are those of the machine's fonts.
///
/// Edges closer than what can be told apart are drawn as a grey block; a level that nobody knows (`x`) and a line
/// that nobody drives (`z`) look like neither high nor low.
package dev.jumper.sim.wave.draw;
