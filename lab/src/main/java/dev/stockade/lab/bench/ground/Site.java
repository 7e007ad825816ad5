package dev.stockade.lab.bench.ground;

import dev.stockade.lab.bench.http.Host;
import dev.stockade.lab.database.Database;
import dev.stockade.lab.redis.RedisOnDemand;

/// What is measured on: the database, the Redis of those who need one, and who starts servers.
public record Site(Database database, RedisOnDemand redis, Host host) {}
