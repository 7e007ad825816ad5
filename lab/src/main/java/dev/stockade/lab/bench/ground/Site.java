package dev.stockade.lab.bench.ground;

import dev.stockade.lab.database.Database;
import dev.stockade.lab.redis.RedisOnDemand;

/// What is measured on: the database, and the Redis of those who need one.
public record Site(Database database, RedisOnDemand redis) {}
