-- Whether a dispatcher is switched on, and since when, is remembered by each engine for itself; what an operator asked
-- for (table dispatcher) holds for all engines on the database.
CREATE TABLE dispatcher_activity (
  dispatcher VARCHAR(64) NOT NULL,
  `partition` VARCHAR(64) NOT NULL,
  active TINYINT(1) NOT NULL,
  since DATETIME(6) NOT NULL,
  PRIMARY KEY (dispatcher, `partition`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO dispatcher_activity (dispatcher, `partition`, active, since)
  SELECT d.name, c.`partition`, d.active, d.since FROM dispatcher d JOIN event_cursor c ON c.dispatcher = d.name;

ALTER TABLE dispatcher DROP COLUMN active;
ALTER TABLE dispatcher DROP COLUMN since;
