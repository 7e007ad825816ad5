/// Workloads that collide, and reports of what they did. Each package is one of them, or a part
/// that they share.
@NullMarked
package dev.stockade.lab;

import org.jspecify.annotations.NullMarked;
