/** Target resolution, catalogue search and VOSI. Start at TargetsResource. */
package dev.voyage.api.vo;
