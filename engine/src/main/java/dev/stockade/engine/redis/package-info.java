/// The connection to Redis, for what uses it: the queue, and limits that several nodes share. Redis
/// may order, delay or refuse; losing all of it loses no acceptance and invents none.
@NullMarked
package dev.stockade.engine.redis;

import org.jspecify.annotations.NullMarked;
