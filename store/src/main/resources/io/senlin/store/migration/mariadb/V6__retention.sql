-- Whose turn it is to delete old events and actions, and what came of the last run; one row.
CREATE TABLE IF NOT EXISTS retention (
  id INTEGER NOT NULL PRIMARY KEY,
  engine VARCHAR(255),
  leased_until DATETIME(6),
  began_at DATETIME(6),
  ended_at DATETIME(6),
  events BIGINT NOT NULL,
  actions BIGINT NOT NULL,
  error TEXT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT IGNORE INTO retention (id, events, actions) VALUES (1, 0, 0);
