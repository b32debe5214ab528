package dev.jumper.bitbang;

/// What an infrared receiver heard: a frame, or one that broke.
public sealed interface IrSignal permits IrFrame, IrFault {}
