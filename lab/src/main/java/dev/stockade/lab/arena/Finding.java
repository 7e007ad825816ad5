package dev.stockade.lab.arena;

/// A broken promise.
///
/// @param judge `checker` or `audit`
/// @param name of the promise
/// @param sentence what is wrong
public record Finding(String judge, String name, String sentence) {}
