package io.jcompose.model.project;

import java.util.Optional;

/**
 * How a service learns of a model: what stands behind a key of its {@code models:}.
 *
 * @param endpointVariable {@code endpoint_var:}, the variable with the address; empty means {@code
 *     <KEY>_URL}
 * @param modelVariable {@code model_var:}, the variable with the name; empty means {@code <KEY>}
 */
public record ModelUse(Optional<String> endpointVariable, Optional<String> modelVariable) {}
