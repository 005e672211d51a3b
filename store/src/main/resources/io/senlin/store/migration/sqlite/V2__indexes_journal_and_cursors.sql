-- The indexes Senlin's tables lack.

CREATE INDEX cluster_profile ON cluster (profile_id);
CREATE INDEX cluster_name ON cluster (name);
CREATE INDEX node_cluster ON node (cluster_id);
CREATE INDEX node_profile ON node (profile_id);
CREATE INDEX node_name ON node (name);
CREATE INDEX profile_name ON profile (name);
CREATE INDEX cluster_policy_cluster ON cluster_policy (cluster_id);
CREATE INDEX cluster_policy_policy ON cluster_policy (policy_id);
CREATE INDEX health_registry_cluster ON health_registry (cluster_id);
CREATE INDEX action_status ON action (status);
CREATE INDEX action_target ON action (target);
CREATE INDEX action_cluster ON action (cluster_id);
CREATE INDEX action_created ON action (created_at, id);
CREATE INDEX dependency_depended ON dependency (depended);
CREATE INDEX dependency_dependent ON dependency (dependent);
CREATE INDEX event_timestamp ON event ("timestamp", id);
CREATE INDEX event_project ON event (project, "timestamp");
CREATE INDEX event_oid ON event (oid);
CREATE INDEX event_cluster ON event (cluster_id);

-- Where events wait for their dispatchers. One partition, as one engine owns the file; appended to at the end only
-- and indexed by nothing else, for speed. committed_at is microseconds since 1970; payload is the event's JSON in
-- UTF-8, in which sequence and timestamp are not valid.
CREATE TABLE event_journal (
  sequence INTEGER PRIMARY KEY,
  committed_at INTEGER NOT NULL,
  payload BLOB NOT NULL
);

-- Up to which sequence a dispatcher has done everything.
CREATE TABLE event_cursor (
  dispatcher VARCHAR(64) NOT NULL,
  "partition" VARCHAR(64) NOT NULL,
  sequence INTEGER NOT NULL,
  updated_at DATETIME NOT NULL,
  PRIMARY KEY (dispatcher, "partition")
) WITHOUT ROWID;

-- Events a dispatcher can never deliver.
CREATE TABLE event_dead_letter (
  dispatcher VARCHAR(64) NOT NULL,
  "partition" VARCHAR(64) NOT NULL,
  sequence INTEGER NOT NULL,
  committed_at INTEGER NOT NULL,
  payload BLOB NOT NULL,
  reason TEXT NOT NULL,
  buried_at DATETIME NOT NULL,
  PRIMARY KEY (dispatcher, "partition", sequence)
);

-- What is remembered of a dispatcher besides its cursors: whether it is switched on and since when, what an operator
-- asked for at run time against senlin.conf (NONE, ENABLED or DISABLED), and whether it is held.
CREATE TABLE dispatcher (
  name VARCHAR(64) NOT NULL PRIMARY KEY,
  active BOOLEAN NOT NULL,
  since DATETIME NOT NULL,
  wish VARCHAR(16) NOT NULL,
  paused BOOLEAN NOT NULL
);
