package io.senlin.dispatchers.database;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of the event table.
 *
 * @param oid the UUID of the cluster or node
 * @param otype {@code CLUSTER} or {@code NODE}
 * @param clusterId the cluster it is or belongs to; an empty text for a node outside any; nothing
 *     at all in rows that Senlin wrote and whose cluster is deleted
 * @param level the number as text: {@code 20}
 * @param status the event's phase
 * @param metaData a JSON object
 */
public record EventRow(
    String id,
    Instant timestamp,
    String oid,
    String oname,
    String otype,
    Optional<String> clusterId,
    String level,
    String user,
    String project,
    String action,
    String status,
    String statusReason,
    String metaData) {}
