package io.jcompose.model.plan;

import io.jcompose.model.project.PortMapping;
import io.jcompose.model.value.ServiceName;

/** A port of the pod published on the host, and the service that asked for it. */
public record PublishedPort(ServiceName service, PortMapping mapping) {}
