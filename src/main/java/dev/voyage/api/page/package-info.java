/** The static assets and settings of the dashboard. Start at GzipAssets. */
package dev.voyage.api.page;
