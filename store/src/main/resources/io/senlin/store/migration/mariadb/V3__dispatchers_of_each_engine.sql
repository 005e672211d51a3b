-- Whether a dispatcher is switched on, and since when, is remembered by each engine for itself; what an operator asked
-- for (table dispatcher) holds for all engines on the database.
CREATE TABLE IF NOT EXISTS dispatcher_activity (
  dispatcher VARCHAR(64) NOT NULL,
  `partition` VARCHAR(64) NOT NULL,
  active TINYINT(1) NOT NULL,
  since DATETIME(6) NOT NULL,
  PRIMARY KEY (dispatcher, `partition`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Back again, and empty, if they are gone already.
ALTER TABLE dispatcher ADD COLUMN IF NOT EXISTS active TINYINT(1);
ALTER TABLE dispatcher ADD COLUMN IF NOT EXISTS since DATETIME(6);

INSERT IGNORE INTO dispatcher_activity (dispatcher, `partition`, active, since)
  SELECT d.name, c.`partition`, d.active, d.since FROM dispatcher d JOIN event_cursor c ON c.dispatcher = d.name
  WHERE d.active IS NOT NULL AND d.since IS NOT NULL;

ALTER TABLE dispatcher DROP COLUMN IF EXISTS active;
ALTER TABLE dispatcher DROP COLUMN IF EXISTS since;
