-- The tables of Senlin 14, with its names and columns. Timestamps are UTC. JSON is text.

CREATE TABLE profile (
  id VARCHAR(36) NOT NULL PRIMARY KEY,
  name VARCHAR(255),
  type VARCHAR(255),
  context TEXT,
  spec TEXT,
  "user" VARCHAR(64) NOT NULL,
  project VARCHAR(64) NOT NULL,
  domain VARCHAR(64),
  permission VARCHAR(32),
  meta_data TEXT,
  created_at TIMESTAMP,
  updated_at TIMESTAMP
);

CREATE TABLE policy (
  id VARCHAR(36) NOT NULL PRIMARY KEY,
  name VARCHAR(255),
  type VARCHAR(255),
  "user" VARCHAR(64) NOT NULL,
  project VARCHAR(64) NOT NULL,
  domain VARCHAR(64),
  cooldown INTEGER,
  level INTEGER,
  created_at TIMESTAMP,
  updated_at TIMESTAMP,
  spec TEXT,
  data TEXT
);

CREATE TABLE cluster (
  id VARCHAR(36) NOT NULL PRIMARY KEY,
  name VARCHAR(255) NOT NULL,
  profile_id VARCHAR(36) NOT NULL REFERENCES profile (id),
  "user" VARCHAR(64) NOT NULL,
  project VARCHAR(64) NOT NULL,
  domain VARCHAR(64),
  parent VARCHAR(36),
  init_at TIMESTAMP,
  created_at TIMESTAMP,
  updated_at TIMESTAMP,
  min_size INTEGER,
  max_size INTEGER,
  desired_capacity INTEGER,
  next_index INTEGER,
  timeout INTEGER,
  status VARCHAR(255),
  status_reason TEXT,
  meta_data TEXT,
  data TEXT,
  dependents TEXT,
  config TEXT
);

CREATE TABLE node (
  id VARCHAR(36) NOT NULL PRIMARY KEY,
  name VARCHAR(255),
  physical_id VARCHAR(36),
  cluster_id VARCHAR(36),
  profile_id VARCHAR(36) NOT NULL REFERENCES profile (id),
  "user" VARCHAR(64),
  project VARCHAR(64),
  domain VARCHAR(64),
  "index" INTEGER,
  role VARCHAR(64),
  init_at TIMESTAMP,
  created_at TIMESTAMP,
  updated_at TIMESTAMP,
  status VARCHAR(255),
  status_reason TEXT,
  meta_data TEXT,
  data TEXT,
  dependents TEXT,
  tainted BOOLEAN
);

CREATE TABLE cluster_lock (
  cluster_id VARCHAR(36) NOT NULL PRIMARY KEY,
  action_ids TEXT,
  semaphore INTEGER
);

CREATE TABLE node_lock (
  node_id VARCHAR(36) NOT NULL PRIMARY KEY,
  action_id VARCHAR(36)
);

CREATE TABLE cluster_policy (
  id VARCHAR(36) NOT NULL PRIMARY KEY,
  cluster_id VARCHAR(36) NOT NULL REFERENCES cluster (id),
  policy_id VARCHAR(36) NOT NULL REFERENCES policy (id),
  cooldown INTEGER,
  priority INTEGER,
  level INTEGER,
  enabled BOOLEAN,
  data TEXT,
  last_op TIMESTAMP
);

CREATE TABLE health_registry (
  id VARCHAR(36) NOT NULL PRIMARY KEY,
  cluster_id VARCHAR(36) NOT NULL REFERENCES cluster (id),
  check_type VARCHAR(255),
  "interval" INTEGER,
  params TEXT,
  engine_id VARCHAR(36),
  enabled BOOLEAN
);

CREATE TABLE receiver (
  id VARCHAR(36) NOT NULL PRIMARY KEY,
  name VARCHAR(255),
  type VARCHAR(255),
  "user" VARCHAR(64),
  project VARCHAR(64),
  domain VARCHAR(64),
  created_at TIMESTAMP,
  updated_at TIMESTAMP,
  cluster_id VARCHAR(36),
  actor TEXT,
  action TEXT,
  params TEXT,
  channel TEXT
);

CREATE TABLE credential (
  "user" VARCHAR(64) NOT NULL,
  project VARCHAR(64) NOT NULL,
  cred TEXT NOT NULL,
  data TEXT,
  PRIMARY KEY ("user", project)
);

CREATE TABLE action (
  id VARCHAR(36) NOT NULL PRIMARY KEY,
  name VARCHAR(63),
  context TEXT,
  target VARCHAR(36),
  action TEXT,
  cause VARCHAR(255),
  owner VARCHAR(36),
  "interval" INTEGER,
  start_time NUMERIC(18, 6),
  end_time NUMERIC(18, 6),
  timeout INTEGER,
  control VARCHAR(255),
  status VARCHAR(255),
  status_reason TEXT,
  inputs TEXT,
  outputs TEXT,
  depends_on TEXT,
  depended_by TEXT,
  created_at TIMESTAMP,
  updated_at TIMESTAMP,
  data TEXT,
  "user" VARCHAR(64),
  project VARCHAR(64),
  domain VARCHAR(64),
  cluster_id VARCHAR(36)
);

CREATE TABLE dependency (
  id VARCHAR(36) NOT NULL PRIMARY KEY,
  depended VARCHAR(36) NOT NULL REFERENCES action (id),
  dependent VARCHAR(36) NOT NULL REFERENCES action (id)
);

CREATE TABLE event (
  id VARCHAR(36) NOT NULL PRIMARY KEY,
  "timestamp" TIMESTAMP NOT NULL,
  oid VARCHAR(36),
  oname VARCHAR(255),
  otype VARCHAR(36),
  cluster_id VARCHAR(36),
  level VARCHAR(63),
  "user" VARCHAR(64),
  project VARCHAR(64),
  action VARCHAR(36),
  status VARCHAR(255),
  status_reason TEXT,
  meta_data TEXT
);

CREATE TABLE service (
  id VARCHAR(36) NOT NULL PRIMARY KEY,
  host VARCHAR(255),
  "binary" VARCHAR(255),
  topic VARCHAR(255),
  disabled BOOLEAN,
  disabled_reason VARCHAR(255),
  created_at TIMESTAMP,
  updated_at TIMESTAMP
);
