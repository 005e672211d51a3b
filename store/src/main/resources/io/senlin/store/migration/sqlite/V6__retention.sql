-- Whose turn it is to delete old events and actions, and what came of the last run; one row.
CREATE TABLE retention (
  id INTEGER NOT NULL PRIMARY KEY,
  engine VARCHAR(255),
  leased_until DATETIME,
  began_at DATETIME,
  ended_at DATETIME,
  events BIGINT NOT NULL,
  actions BIGINT NOT NULL,
  error TEXT
);

INSERT INTO retention (id, events, actions) VALUES (1, 0, 0);
