package dev.jumper.sim.wave.draw;

import dev.jumper.sim.wave.decode.Annotation;

/// The colours of a picture, each for light and for dark paper; `none` leaves out fill or stroke.
///
/// Told apart by lightness too, so that they survive a grey printer and colour-blind eyes.
enum Ink {
    PAPER("#ffffff", "#0f141a", "none", "none", 0),
    TITLE("#14202e", "#e8edf2", "none", "none", 0),
    NAME("#14202e", "#e8edf2", "none", "none", 0),
    FAINT("#5b6b7c", "#94a3b3", "none", "none", 0),
    GRID("none", "none", "#e3e8ee", "#232c37", 1),
    AXIS("none", "none", "#8695a5", "#5d6b7a", 1),
    WAVE("none", "none", "#14202e", "#e8edf2", 1.6),
    FLOATING("none", "none", "#8695a5", "#7b8998", 1.6),
    UNKNOWN("#e3e8ee", "#2b3541", "#8695a5", "#7b8998", 1),
    DENSE("#b4bfca", "#55626f", "none", "none", 0),
    CONTROL("#eceff3", "#29323d", "#75859a", "#8493a6", 1),
    ADDRESS("#e9e0fb", "#3a2a5e", "#7a4fc9", "#a688e6", 1),
    DATA("#d9ebfc", "#12385c", "#1f6fb5", "#5ba6e6", 1),
    ANSWER("#dcf3e1", "#173f27", "#22804a", "#58b880", 1),
    ACKNOWLEDGE("#f5f7f9", "#1d252e", "#9aa7b5", "#6b7a8a", 1),
    VALUE("#fdf0cf", "#4a3a0d", "#a8780a", "#d9ab3a", 1),
    ERROR("#fde0dd", "#5a1d1a", "#c0352b", "#f0776d", 1.4);

    private final String fill;
    private final String darkFill;
    private final String stroke;
    private final String darkStroke;
    private final double width;

    Ink(String fill, String darkFill, String stroke, String darkStroke, double width) {
        this.fill = fill;
        this.darkFill = darkFill;
        this.stroke = stroke;
        this.darkStroke = darkStroke;
        this.width = width;
    }

    static Ink of(Annotation.Kind kind) {
        return switch (kind) {
            case CONTROL, COLOUR -> CONTROL;
            case ADDRESS -> ADDRESS;
            case DATA -> DATA;
            case ANSWER -> ANSWER;
            case ACKNOWLEDGE -> ACKNOWLEDGE;
            case VALUE -> VALUE;
            case ERROR -> ERROR;
        };
    }

    String fill() {
        return fill;
    }

    String darkFill() {
        return darkFill;
    }

    String stroke() {
        return stroke;
    }

    String darkStroke() {
        return darkStroke;
    }

    /// Returns the width of the stroke in units.
    double width() {
        return width;
    }
}
