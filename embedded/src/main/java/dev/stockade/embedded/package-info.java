/// A PostgreSQL that starts by itself and stops with its process, as durable as a server one would
/// buy; and a Redis that does the same and keeps nothing, [LocalRedis].
///
/// [LocalPostgres] drives PostgreSQL's own programs. What belongs to a server is in one directory, its
/// [Home]:
///
///     cluster/      PostgreSQL's own data directory; its settings may be edited
///     password      the superuser's password, for its owner only
///     server.log    what the server says
///     lock          held by the process that starts and stops the server
///
/// The programs are kept below `~/.cache/stockade`, for root below `/var/cache/stockade`. For root, a
/// new home becomes property of the user `nobody`, as whom the server then runs; see [Account].
@NullMarked
package dev.stockade.embedded;

import org.jspecify.annotations.NullMarked;
