-- Whether a dispatcher is switched on, and since when, is remembered by each engine for itself; what an operator asked
-- for (table dispatcher) holds for all engines on the database.
CREATE TABLE dispatcher_activity (
  dispatcher VARCHAR(64) NOT NULL,
  "partition" VARCHAR(64) NOT NULL,
  active BOOLEAN NOT NULL,
  since TIMESTAMP NOT NULL,
  PRIMARY KEY (dispatcher, "partition")
);

INSERT INTO dispatcher_activity (dispatcher, "partition", active, since)
  SELECT d.name, c."partition", d.active, d.since FROM dispatcher d JOIN event_cursor c ON c.dispatcher = d.name;

ALTER TABLE dispatcher DROP COLUMN active;
ALTER TABLE dispatcher DROP COLUMN since;
