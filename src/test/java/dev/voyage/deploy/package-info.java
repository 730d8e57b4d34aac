/** What is kept for operators, checked as far as that goes without a cluster and without a container engine. */
package dev.voyage.deploy;
