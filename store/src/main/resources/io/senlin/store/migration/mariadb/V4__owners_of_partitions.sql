-- What several engines on one database need: who owns a partition of the journal, and quick answers to "what waits"
-- and "what is mine". A partition without an owner is wholly delivered, and the next engine that starts may append to it.
-- depth is how many takeovers lie between the engine that appended to it and its owner: what lies deeper is older, and
-- delivered first.

CREATE TABLE IF NOT EXISTS event_partition (
  name VARCHAR(64) NOT NULL PRIMARY KEY,
  owner VARCHAR(36),
  depth INTEGER NOT NULL DEFAULT 0
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT IGNORE INTO event_partition (name)
  SELECT `partition` FROM event_cursor UNION SELECT `partition` FROM event_journal;

CREATE INDEX IF NOT EXISTS action_owner ON action (owner);
CREATE INDEX IF NOT EXISTS action_waiting ON action (status, owner, created_at, id);
DROP INDEX IF EXISTS action_status ON action;
