package io.senlin.config;

import java.util.Set;

/**
 * What stands in the senlin.conf of an OpenStack deployment and has no effect here: the options of
 * libraries and services this program does without. Naming them lets it start with such a file and
 * still find every misspelt word.
 */
final class Unused {
  private static final Set<String> SECTIONS =
      Set.of(
          "authentication",
          "conductor",
          "cors",
          "cors.subdomain",
          "database",
          "health_manager",
          "healthcheck",
          "keystone_authtoken",
          "matchmaker_redis",
          "oslo_concurrency",
          "oslo_messaging_amqp",
          "oslo_messaging_kafka",
          "oslo_messaging_notifications",
          "oslo_messaging_rabbit",
          "oslo_messaging_zmq",
          "oslo_middleware",
          "oslo_policy",
          "oslo_reports",
          "oslo_versionedobjects",
          "profiler",
          "receiver",
          "revision",
          "senlin_api",
          "ssl",
          "webhook",
          "notifications",
          "zaqar");

  private static final Set<String> DEFAULTS =
      Set.of(
          "api_paste_config",
          "backdoor_port",
          "backdoor_socket",
          "batch_interval",
          "check_interval_max",
          "client_socket_timeout",
          "cloud_backend",
          "conn_pool_min_size",
          "conn_pool_ttl",
          "control_exchange",
          "database_retry_interval",
          "database_retry_limit",
          "debug",
          "default_action_timeout",
          "default_log_levels",
          "default_nova_timeout",
          "default_region_name",
          "engine_life_check_timeout",
          "environment_dir",
          "event_dispatchers",
          "executor_thread_pool_size",
          "fatal_deprecations",
          "graceful_shutdown_timeout",
          "health_check_interval_min",
          "health_manager_enabled",
          "host",
          "instance_format",
          "instance_uuid_format",
          "lock_retry_interval",
          "lock_retry_times",
          "log_color",
          "log_config_append",
          "log_date_format",
          "log_dir",
          "log_file",
          "log_options",
          "log_rotate_interval",
          "log_rotate_interval_type",
          "log_rotation_type",
          "logging_context_format_string",
          "logging_debug_format_suffix",
          "logging_default_format_string",
          "logging_exception_prefix",
          "logging_user_identity_format",
          "max_actions_per_batch",
          "max_clusters_per_project",
          "max_header_line",
          "max_logfile_count",
          "max_logfile_size_mb",
          "max_nodes_per_cluster",
          "max_response_size",
          "name_unique",
          "num_engine_workers",
          "periodic_fuzzy_delay",
          "periodic_interval",
          "periodic_interval_max",
          "policy_dirs",
          "policy_file",
          "publish_errors",
          "rate_limit_burst",
          "rate_limit_except_level",
          "rate_limit_interval",
          "region_name_for_services",
          "rpc_conn_pool_size",
          "rpc_ping_enabled",
          "rpc_response_timeout",
          "run_external_periodic_tasks",
          "scheduler_thread_pool_size",
          "service_down_time",
          "statsd_enabled",
          "syslog_log_facility",
          "tcp_keepidle",
          "transport_url",
          "use_eventlog",
          "use_journal",
          "use_json",
          "use_router_proxy",
          "use_stderr",
          "use_syslog",
          "verbose",
          "watch_log_file",
          "wsgi_default_pool_size",
          "wsgi_keep_alive",
          "wsgi_log_format",
          "wsgi_server_debug");

  /** Of oslo.db; named, as some of them are near to options that are used. */
  private static final Set<String> DATABASE =
      Set.of(
          "backend",
          "connection_debug",
          "connection_parameters",
          "connection_trace",
          "db_inc_retry_interval",
          "db_max_retries",
          "db_max_retry_interval",
          "db_retry_interval",
          "idle_timeout",
          "max_overflow",
          "min_pool_size",
          "mysql_enable_ndb",
          "mysql_sql_mode",
          "mysql_wsrep_sync_wait",
          "pool_timeout",
          "slave_connection",
          "sql_connection",
          "sql_idle_timeout",
          "sql_max_overflow",
          "sql_max_pool_size",
          "sql_max_retries",
          "sql_retry_interval",
          "sqlite_db",
          "sqlite_synchronous",
          "use_db_reconnect",
          "use_tpool");

  /** Of oslo.messaging; near to options of the dispatcher {@code message}. */
  private static final Set<String> RABBIT =
      Set.of("kombu_reconnect_splay", "rabbit_transient_quorum_queue");

  private static final Set<String> ENGINE = Set.of("threads", "workers");

  private Unused() {}

  static boolean section(String section) {
    return SECTIONS.contains(section) || section.equals("engine");
  }

  /** Whether the key is known to have no effect, however near it is to one that has. */
  static boolean certainly(Key key) {
    return switch (key.section()) {
      case "database" -> DATABASE.contains(key.name());
      case "oslo_messaging_rabbit" -> RABBIT.contains(key.name());
      default -> false;
    };
  }

  static boolean option(Key key) {
    return switch (key.section()) {
      case Option.DEFAULT -> DEFAULTS.contains(key.name());
      case "engine" -> ENGINE.contains(key.name());
      default -> SECTIONS.contains(key.section());
    };
  }
}
