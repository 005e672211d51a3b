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

-- What an operator asked for at run time against the configuration (NONE, ENABLED or DISABLED), and whether a dispatcher
-- is held; of all engines on the database.
CREATE TABLE dispatcher (
  name VARCHAR(64) NOT NULL PRIMARY KEY,
  wish VARCHAR(16) NOT NULL,
  paused BOOLEAN NOT NULL
);

-- Whether a dispatcher is switched on, and since when; of each engine.
CREATE TABLE dispatcher_activity (
  dispatcher VARCHAR(64) NOT NULL,
  "partition" VARCHAR(64) NOT NULL,
  active BOOLEAN NOT NULL,
  since DATETIME NOT NULL,
  PRIMARY KEY (dispatcher, "partition")
);
