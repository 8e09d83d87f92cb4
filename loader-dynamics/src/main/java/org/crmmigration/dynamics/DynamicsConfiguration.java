package org.crmmigration.dynamics;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.crmmigration.loader.http.JdkTransport;
import org.crmmigration.loader.http.Sleeper;
import org.crmmigration.loader.port.CrmVendor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Brings Dynamics into a context whose loaders are set up by {@link org.crmmigration.loader.LoaderConfiguration}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DynamicsSettings.class)
public class DynamicsConfiguration {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration TOKEN = Duration.ofSeconds(30);

    @Bean
    CrmVendor dynamicsVendor(DynamicsSettings settings) {
        HttpClient http = JdkTransport.httpClient(CONNECT);
        return new DynamicsVendor(
                settings, Clock.systemUTC(), endpoint -> new JdkTransport(http, endpoint, TOKEN), Sleeper.REAL);
    }
}
