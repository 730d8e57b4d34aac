/** Commands about the searches of a running service, over its HTTP API. Start at RemoteCommand. */
package dev.voyage.cli.remote;
