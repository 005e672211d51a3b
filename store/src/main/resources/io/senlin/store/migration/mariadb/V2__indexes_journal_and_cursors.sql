-- The indexes Senlin's tables lack; on foreign keys it has them.

CREATE INDEX IF NOT EXISTS cluster_name ON cluster (name);
CREATE INDEX IF NOT EXISTS node_cluster ON node (cluster_id);
CREATE INDEX IF NOT EXISTS node_name ON node (name);
CREATE INDEX IF NOT EXISTS profile_name ON profile (name);
CREATE INDEX IF NOT EXISTS action_status ON action (status);
CREATE INDEX IF NOT EXISTS action_target ON action (target);
CREATE INDEX IF NOT EXISTS action_cluster ON action (cluster_id);
CREATE INDEX IF NOT EXISTS action_created ON action (created_at, id);
CREATE INDEX IF NOT EXISTS event_timestamp ON event (`timestamp`, id);
CREATE INDEX IF NOT EXISTS event_project ON event (project, `timestamp`);
CREATE INDEX IF NOT EXISTS event_oid ON event (oid);
CREATE INDEX IF NOT EXISTS event_cluster ON event (cluster_id);

-- Where events wait for their dispatchers: one partition per engine, appended to at its end. committed_at is
-- microseconds since 1970; payload is the event's JSON in UTF-8, in which sequence and timestamp are not valid.
CREATE TABLE IF NOT EXISTS event_journal (
  `partition` VARCHAR(64) NOT NULL,
  sequence BIGINT NOT NULL,
  committed_at BIGINT NOT NULL,
  payload LONGBLOB NOT NULL,
  PRIMARY KEY (`partition`, sequence)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Up to which sequence a dispatcher has done everything.
CREATE TABLE IF NOT EXISTS event_cursor (
  dispatcher VARCHAR(64) NOT NULL,
  `partition` VARCHAR(64) NOT NULL,
  sequence BIGINT NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  PRIMARY KEY (dispatcher, `partition`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Events a dispatcher can never deliver.
CREATE TABLE IF NOT EXISTS event_dead_letter (
  dispatcher VARCHAR(64) NOT NULL,
  `partition` VARCHAR(64) NOT NULL,
  sequence BIGINT NOT NULL,
  committed_at BIGINT NOT NULL,
  payload LONGBLOB NOT NULL,
  reason TEXT NOT NULL,
  buried_at DATETIME(6) NOT NULL,
  PRIMARY KEY (dispatcher, `partition`, sequence)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What is remembered of a dispatcher besides its cursors: whether it is switched on and since when, what an operator
-- asked for at run time against senlin.conf (NONE, ENABLED or DISABLED), and whether it is held.
CREATE TABLE IF NOT EXISTS dispatcher (
  name VARCHAR(64) NOT NULL PRIMARY KEY,
  active TINYINT(1) NOT NULL,
  since DATETIME(6) NOT NULL,
  wish VARCHAR(16) NOT NULL,
  paused TINYINT(1) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
