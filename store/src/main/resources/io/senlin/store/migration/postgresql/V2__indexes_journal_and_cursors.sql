-- The indexes Senlin's tables lack.

CREATE INDEX IF NOT EXISTS cluster_profile ON cluster (profile_id);
CREATE INDEX IF NOT EXISTS cluster_name ON cluster (name);
CREATE INDEX IF NOT EXISTS node_cluster ON node (cluster_id);
CREATE INDEX IF NOT EXISTS node_profile ON node (profile_id);
CREATE INDEX IF NOT EXISTS node_name ON node (name);
CREATE INDEX IF NOT EXISTS profile_name ON profile (name);
CREATE INDEX IF NOT EXISTS cluster_policy_cluster ON cluster_policy (cluster_id);
CREATE INDEX IF NOT EXISTS cluster_policy_policy ON cluster_policy (policy_id);
CREATE INDEX IF NOT EXISTS health_registry_cluster ON health_registry (cluster_id);
CREATE INDEX IF NOT EXISTS action_status ON action (status);
CREATE INDEX IF NOT EXISTS action_target ON action (target);
CREATE INDEX IF NOT EXISTS action_cluster ON action (cluster_id);
CREATE INDEX IF NOT EXISTS action_created ON action (created_at, id);
CREATE INDEX IF NOT EXISTS dependency_depended ON dependency (depended);
CREATE INDEX IF NOT EXISTS dependency_dependent ON dependency (dependent);
CREATE INDEX IF NOT EXISTS event_timestamp ON event ("timestamp", id);
CREATE INDEX IF NOT EXISTS event_project ON event (project, "timestamp");
CREATE INDEX IF NOT EXISTS event_oid ON event (oid);
CREATE INDEX IF NOT EXISTS event_cluster ON event (cluster_id);

-- Where events wait for their dispatchers: one partition per engine, appended to at its end. committed_at is
-- microseconds since 1970; payload is the event's JSON in UTF-8, in which sequence and timestamp are not valid.
CREATE TABLE event_journal (
  "partition" VARCHAR(64) NOT NULL,
  sequence BIGINT NOT NULL,
  committed_at BIGINT NOT NULL,
  payload BYTEA NOT NULL,
  PRIMARY KEY ("partition", sequence)
);

-- Up to which sequence a dispatcher has done everything.
CREATE TABLE event_cursor (
  dispatcher VARCHAR(64) NOT NULL,
  "partition" VARCHAR(64) NOT NULL,
  sequence BIGINT NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  PRIMARY KEY (dispatcher, "partition")
);

-- Events a dispatcher can never deliver.
CREATE TABLE event_dead_letter (
  dispatcher VARCHAR(64) NOT NULL,
  "partition" VARCHAR(64) NOT NULL,
  sequence BIGINT NOT NULL,
  committed_at BIGINT NOT NULL,
  payload BYTEA NOT NULL,
  reason TEXT NOT NULL,
  buried_at TIMESTAMP NOT NULL,
  PRIMARY KEY (dispatcher, "partition", sequence)
);

-- What is remembered of a dispatcher besides its cursors: whether it is switched on and since when, what an operator
-- asked for at run time against senlin.conf (NONE, ENABLED or DISABLED), and whether it is held.
CREATE TABLE dispatcher (
  name VARCHAR(64) NOT NULL PRIMARY KEY,
  active BOOLEAN NOT NULL,
  since TIMESTAMP NOT NULL,
  wish VARCHAR(16) NOT NULL,
  paused BOOLEAN NOT NULL
);
