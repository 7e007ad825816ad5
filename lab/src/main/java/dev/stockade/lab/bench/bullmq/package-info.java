/// A BullMQ worker with node-postgres, in processes of Node. Start at
/// [dev.stockade.lab.bench.bullmq.BullMq].
@NullMarked
package dev.stockade.lab.bench.bullmq;

import org.jspecify.annotations.NullMarked;
