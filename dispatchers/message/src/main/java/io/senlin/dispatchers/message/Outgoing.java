package io.senlin.dispatchers.message;

/**
 * One message to publish.
 *
 * @param event the place of its event in the batch
 * @param routingKey also the name of its queue
 */
@SuppressWarnings("ArrayRecordComponent") // made here, sent as it is, never compared
record Outgoing(int event, String routingKey, byte[] body) {}
