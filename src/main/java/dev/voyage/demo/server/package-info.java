/** Requests and replies of the embedded archive. Start at DemoEndpoint. */
package dev.voyage.demo.server;
