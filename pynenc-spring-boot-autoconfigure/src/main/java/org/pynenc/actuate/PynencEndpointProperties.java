package org.pynenc.actuate;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the endpoint shows, and to whom.
 *
 * @param showValues When to show arguments, results and failures unsanitized.
 * @param roles Roles of which a user must have one to be shown unsanitized values.
 * Defaults to none, which means all authenticated users.
 */
@ConfigurationProperties("management.endpoint.pynenc")
record PynencEndpointProperties(@DefaultValue("never") Show showValues, @DefaultValue Set<String> roles) {
}
