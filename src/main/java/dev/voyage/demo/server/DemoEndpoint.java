package dev.voyage.demo.server;

/** One of the archive's services. Called on a worker thread: it may compute for a while. */
@FunctionalInterface
public interface DemoEndpoint {

    DemoReply answer(DemoRequest request);
}
