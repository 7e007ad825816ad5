package dev.stockade.engine.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/// A Lua script, a file beside the class that uses it. Redis runs it as one step.
///
/// Immutable and thread-safe.
public final class RedisScript {
  private final byte[] text;
  private final String digest;

  private RedisScript(byte[] text) {
    this.text = text;
    try {
      // Redis knows a script by this digest.
      digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The script of this name beside a class.
  public static RedisScript beside(Class<?> user, String name) {
    try (InputStream file = user.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("there is no script " + name);
      }
      return new RedisScript(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs it. Fails with a [RedisException] where it is not known whether it ran.
  ///
  /// @return what it answers: numbers are of type `Long`, texts `byte[]`
  public CompletionStage<List<Object>> run(Redis redis, List<String> keys, List<?> arguments) {
    return redis
        .connection()
        .map(connection -> run(connection.async(), bytes(keys), bytes(arguments)))
        .orElseGet(() -> CompletableFuture.failedFuture(new RedisException("Redis is away")));
  }

  private CompletionStage<List<Object>> run(
      RedisAsyncCommands<byte[], byte[]> redis, byte[][] keys, byte[][] arguments) {
    CompletionStage<List<Object>> known =
        redis.evalsha(digest, ScriptOutputType.MULTI, keys, arguments);
    return known.exceptionallyCompose(
        failure ->
            failure instanceof RedisNoScriptException
                ? redis.eval(text, ScriptOutputType.MULTI, keys, arguments)
                : CompletableFuture.failedFuture(failure));
  }

  /// Runs it and waits for its answer, as long as a command may take.
  ///
  /// @throws RedisException where it is not known whether it ran
  public List<Object> await(Redis redis, List<String> keys, List<?> arguments)
      throws InterruptedException {
    try {
      return run(redis, keys, arguments).toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RedisException away ? away : new RedisException(e);
    }
  }

  private static byte[][] bytes(List<?> values) {
    return values.stream()
        .map(value -> value instanceof byte[] raw ? raw : value.toString().getBytes(UTF_8))
        .toArray(byte[][]::new);
  }
}
