/**
 * Notifications of the end of a search, by webhooks: addresses that a client names receive one signed request each, repeated until
 * it is confirmed. Start at NotificationDelivery.
 */
package dev.voyage.notify;
