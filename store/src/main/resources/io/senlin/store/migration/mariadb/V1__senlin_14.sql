-- The tables of Senlin 14 as it makes them, but with all of Unicode (utf8mb4) and microseconds. Datetimes are UTC.
-- JSON is text.

CREATE TABLE IF NOT EXISTS `profile` (
  `id` varchar(36) NOT NULL,
  `name` varchar(255) DEFAULT NULL,
  `type` varchar(255) DEFAULT NULL,
  `context` longtext DEFAULT NULL,
  `spec` longtext DEFAULT NULL,
  `user` varchar(64) NOT NULL,
  `project` varchar(64) NOT NULL,
  `domain` varchar(64) DEFAULT NULL,
  `permission` varchar(32) DEFAULT NULL,
  `meta_data` longtext DEFAULT NULL,
  `created_at` datetime(6) DEFAULT NULL,
  `updated_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `policy` (
  `id` varchar(36) NOT NULL,
  `name` varchar(255) DEFAULT NULL,
  `type` varchar(255) DEFAULT NULL,
  `user` varchar(64) NOT NULL,
  `project` varchar(64) NOT NULL,
  `domain` varchar(64) DEFAULT NULL,
  `cooldown` int DEFAULT NULL,
  `level` int DEFAULT NULL,
  `created_at` datetime(6) DEFAULT NULL,
  `updated_at` datetime(6) DEFAULT NULL,
  `spec` longtext DEFAULT NULL,
  `data` longtext DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `cluster` (
  `id` varchar(36) NOT NULL,
  `name` varchar(255) NOT NULL,
  `profile_id` varchar(36) NOT NULL,
  `user` varchar(64) NOT NULL,
  `project` varchar(64) NOT NULL,
  `domain` varchar(64) DEFAULT NULL,
  `parent` varchar(36) DEFAULT NULL,
  `init_at` datetime(6) DEFAULT NULL,
  `created_at` datetime(6) DEFAULT NULL,
  `updated_at` datetime(6) DEFAULT NULL,
  `min_size` int DEFAULT NULL,
  `max_size` int DEFAULT NULL,
  `desired_capacity` int DEFAULT NULL,
  `next_index` int DEFAULT NULL,
  `timeout` int DEFAULT NULL,
  `status` varchar(255) DEFAULT NULL,
  `status_reason` text DEFAULT NULL,
  `meta_data` longtext DEFAULT NULL,
  `data` longtext DEFAULT NULL,
  `dependents` longtext DEFAULT NULL,
  `config` longtext DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `profile_id` (`profile_id`),
  CONSTRAINT `cluster_ibfk_1` FOREIGN KEY (`profile_id`) REFERENCES `profile` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `node` (
  `id` varchar(36) NOT NULL,
  `name` varchar(255) DEFAULT NULL,
  `physical_id` varchar(36) DEFAULT NULL,
  `cluster_id` varchar(36) DEFAULT NULL,
  `profile_id` varchar(36) NOT NULL,
  `user` varchar(64) DEFAULT NULL,
  `project` varchar(64) DEFAULT NULL,
  `domain` varchar(64) DEFAULT NULL,
  `index` int DEFAULT NULL,
  `role` varchar(64) DEFAULT NULL,
  `init_at` datetime(6) DEFAULT NULL,
  `created_at` datetime(6) DEFAULT NULL,
  `updated_at` datetime(6) DEFAULT NULL,
  `status` varchar(255) DEFAULT NULL,
  `status_reason` text DEFAULT NULL,
  `meta_data` longtext DEFAULT NULL,
  `data` longtext DEFAULT NULL,
  `dependents` longtext DEFAULT NULL,
  `tainted` tinyint(1) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `profile_id` (`profile_id`),
  CONSTRAINT `node_ibfk_1` FOREIGN KEY (`profile_id`) REFERENCES `profile` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `cluster_lock` (
  `cluster_id` varchar(36) NOT NULL,
  `action_ids` longtext DEFAULT NULL,
  `semaphore` int DEFAULT NULL,
  PRIMARY KEY (`cluster_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `node_lock` (
  `node_id` varchar(36) NOT NULL,
  `action_id` varchar(36) DEFAULT NULL,
  PRIMARY KEY (`node_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `cluster_policy` (
  `id` varchar(36) NOT NULL,
  `cluster_id` varchar(36) NOT NULL,
  `policy_id` varchar(36) NOT NULL,
  `cooldown` int DEFAULT NULL,
  `priority` int DEFAULT NULL,
  `level` int DEFAULT NULL,
  `enabled` tinyint(1) DEFAULT NULL,
  `data` longtext DEFAULT NULL,
  `last_op` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `cluster_id` (`cluster_id`),
  KEY `policy_id` (`policy_id`),
  CONSTRAINT `cluster_policy_ibfk_1` FOREIGN KEY (`cluster_id`) REFERENCES `cluster` (`id`),
  CONSTRAINT `cluster_policy_ibfk_2` FOREIGN KEY (`policy_id`) REFERENCES `policy` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `health_registry` (
  `id` varchar(36) NOT NULL,
  `cluster_id` varchar(36) NOT NULL,
  `check_type` varchar(255) DEFAULT NULL,
  `interval` int DEFAULT NULL,
  `params` longtext DEFAULT NULL,
  `engine_id` varchar(36) DEFAULT NULL,
  `enabled` tinyint(1) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `cluster_id` (`cluster_id`),
  CONSTRAINT `health_registry_ibfk_1` FOREIGN KEY (`cluster_id`) REFERENCES `cluster` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `receiver` (
  `id` varchar(36) NOT NULL,
  `name` varchar(255) DEFAULT NULL,
  `type` varchar(255) DEFAULT NULL,
  `user` varchar(64) DEFAULT NULL,
  `project` varchar(64) DEFAULT NULL,
  `domain` varchar(64) DEFAULT NULL,
  `created_at` datetime(6) DEFAULT NULL,
  `updated_at` datetime(6) DEFAULT NULL,
  `cluster_id` varchar(36) DEFAULT NULL,
  `actor` longtext DEFAULT NULL,
  `action` text DEFAULT NULL,
  `params` longtext DEFAULT NULL,
  `channel` longtext DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `credential` (
  `user` varchar(64) NOT NULL,
  `project` varchar(64) NOT NULL,
  `cred` longtext NOT NULL,
  `data` longtext DEFAULT NULL,
  PRIMARY KEY (`user`,`project`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `action` (
  `id` varchar(36) NOT NULL,
  `name` varchar(63) DEFAULT NULL,
  `context` longtext DEFAULT NULL,
  `target` varchar(36) DEFAULT NULL,
  `action` text DEFAULT NULL,
  `cause` varchar(255) DEFAULT NULL,
  `owner` varchar(36) DEFAULT NULL,
  `interval` int DEFAULT NULL,
  `start_time` decimal(18,6) DEFAULT NULL,
  `end_time` decimal(18,6) DEFAULT NULL,
  `timeout` int DEFAULT NULL,
  `control` varchar(255) DEFAULT NULL,
  `status` varchar(255) DEFAULT NULL,
  `status_reason` text DEFAULT NULL,
  `inputs` longtext DEFAULT NULL,
  `outputs` longtext DEFAULT NULL,
  `depends_on` longtext DEFAULT NULL,
  `depended_by` longtext DEFAULT NULL,
  `created_at` datetime(6) DEFAULT NULL,
  `updated_at` datetime(6) DEFAULT NULL,
  `data` longtext DEFAULT NULL,
  `user` varchar(64) DEFAULT NULL,
  `project` varchar(64) DEFAULT NULL,
  `domain` varchar(64) DEFAULT NULL,
  `cluster_id` varchar(36) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `dependency` (
  `id` varchar(36) NOT NULL,
  `depended` varchar(36) NOT NULL,
  `dependent` varchar(36) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `depended` (`depended`),
  KEY `dependent` (`dependent`),
  CONSTRAINT `dependency_ibfk_1` FOREIGN KEY (`depended`) REFERENCES `action` (`id`),
  CONSTRAINT `dependency_ibfk_2` FOREIGN KEY (`dependent`) REFERENCES `action` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `event` (
  `id` varchar(36) NOT NULL,
  `timestamp` datetime(6) NOT NULL,
  `oid` varchar(36) DEFAULT NULL,
  `oname` varchar(255) DEFAULT NULL,
  `otype` varchar(36) DEFAULT NULL,
  `cluster_id` varchar(36) DEFAULT NULL,
  `level` varchar(63) DEFAULT NULL,
  `user` varchar(64) DEFAULT NULL,
  `project` varchar(64) DEFAULT NULL,
  `action` varchar(36) DEFAULT NULL,
  `status` varchar(255) DEFAULT NULL,
  `status_reason` text DEFAULT NULL,
  `meta_data` longtext DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `service` (
  `id` varchar(36) NOT NULL,
  `host` varchar(255) DEFAULT NULL,
  `binary` varchar(255) DEFAULT NULL,
  `topic` varchar(255) DEFAULT NULL,
  `disabled` tinyint(1) DEFAULT NULL,
  `disabled_reason` varchar(255) DEFAULT NULL,
  `created_at` datetime(6) DEFAULT NULL,
  `updated_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
