/** Converters of settings that refuse values out of range. Start reading at {@link dev.voyage.settings.NumberBounds}. */
package dev.voyage.settings;
