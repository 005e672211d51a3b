-- The last transaction of each writer: tells whether a commit was done whose answer was lost with the connection.
CREATE TABLE IF NOT EXISTS commit_mark (
  writer VARCHAR(36) NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL,
  marked_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
