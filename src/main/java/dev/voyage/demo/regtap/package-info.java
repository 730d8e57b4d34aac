/** The embedded registry: the subset of ADQL that registry clients send. Start at DemoRegtap. */
package dev.voyage.demo.regtap;
