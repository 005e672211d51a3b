package io.senlin.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.server.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The senlin.conf of an OpenStack Senlin; it needs the plugins, and so the packaged program. */
final class OpenStackConfigurationIT {
  @TempDir private Path directory;

  @Test
  void passesTheCheckAsItStandsAndShowsNoSecret() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("senlin.conf"),
            """
            [DEFAULT]
            debug = False
            log_dir = /var/log/senlin
            use_syslog = False
            transport_url =
            rpc_response_timeout = 60
            default_region_name = RegionOne
            num_engine_workers = 2
            event_dispatchers = database
            event_dispatchers = message
            [database]
            connection = sqlite:///%s/senlin.db
            max_pool_size = 10
            [keystone_authtoken]
            www_authenticate_uri = http://controller:5000
            auth_type = password
            password = hidden
            memcached_servers = controller:11211
            [authentication]
            auth_url = http://controller:5000/v3
            service_username = senlin
            service_password = hidden
            [oslo_messaging_rabbit]
            rabbit_userid = openstack
            heartbeat_timeout_threshold = 30
            [oslo_messaging_notifications]
            driver =
            transport_url =
            [oslo_policy]
            policy_file = policy.yaml
            [oslo_middleware]
            enable_proxy_headers_parsing = True
            [receiver]
            host = controller
            [healthcheck]
            path = /healthcheck
            """
                .formatted(directory));

    Run run = Run.of("config", "check", "--config-file", file.toString());

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out() + run.err()).doesNotContain("hidden");
  }
}
