package dev.stockade.server.http;

/// What is done at a route. Runs on the request's own virtual thread and may block.
@FunctionalInterface
public interface Handler {
  Reply handle(Request request) throws InterruptedException;
}
