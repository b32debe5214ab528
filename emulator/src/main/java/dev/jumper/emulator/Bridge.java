package dev.jumper.emulator;
public final class Bridge { private Bridge() {} }
