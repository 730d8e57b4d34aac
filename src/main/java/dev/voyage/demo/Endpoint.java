package dev.voyage.demo;

/** One of the archive's services. Called on a worker thread: it may compute for a while. */
@FunctionalInterface
interface Endpoint {

    Reply answer(Request request);
}
