/** Checks the deployment files, as far as possible without a cluster or a container engine. */
package dev.voyage.deploy;
