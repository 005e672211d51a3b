-- Where events wait for their dispatchers: one partition per engine, appended to at its end. committed_at is
-- microseconds since 1970; payload is the event's JSON in UTF-8, in which sequence and timestamp are not valid.
CREATE TABLE event_journal (
  `partition` VARCHAR(64) NOT NULL,
  sequence BIGINT NOT NULL,
  committed_at BIGINT NOT NULL,
  payload LONGBLOB NOT NULL,
  PRIMARY KEY (`partition`, sequence)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Up to which sequence a dispatcher has done everything.
CREATE TABLE event_cursor (
  dispatcher VARCHAR(64) NOT NULL,
  `partition` VARCHAR(64) NOT NULL,
  sequence BIGINT NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  PRIMARY KEY (dispatcher, `partition`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Events a dispatcher can never deliver.
CREATE TABLE event_dead_letter (
  dispatcher VARCHAR(64) NOT NULL,
  `partition` VARCHAR(64) NOT NULL,
  sequence BIGINT NOT NULL,
  committed_at BIGINT NOT NULL,
  payload LONGBLOB NOT NULL,
  reason TEXT NOT NULL,
  buried_at DATETIME(6) NOT NULL,
  PRIMARY KEY (dispatcher, `partition`, sequence)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What an operator asked for at run time against the configuration (NONE, ENABLED or DISABLED), and whether a dispatcher
-- is held; of all engines on the database.
CREATE TABLE dispatcher (
  name VARCHAR(64) NOT NULL PRIMARY KEY,
  wish VARCHAR(16) NOT NULL,
  paused TINYINT(1) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Whether a dispatcher is switched on, and since when; of each engine.
CREATE TABLE dispatcher_activity (
  dispatcher VARCHAR(64) NOT NULL,
  `partition` VARCHAR(64) NOT NULL,
  active TINYINT(1) NOT NULL,
  since DATETIME(6) NOT NULL,
  PRIMARY KEY (dispatcher, `partition`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Which engine owns a partition: that one alone deletes what is old in it.
CREATE TABLE event_partition (
  name VARCHAR(64) NOT NULL PRIMARY KEY,
  owner VARCHAR(36),
  depth INTEGER NOT NULL DEFAULT 0
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The last transaction of each writer: tells whether a commit was done whose answer was lost with the connection.
CREATE TABLE commit_mark (
  writer VARCHAR(36) NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL,
  marked_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
