/** The TAP service of the embedded archive: synchronous queries, with one uploaded table. Start at DemoTap. */
package dev.voyage.demo.tap;
