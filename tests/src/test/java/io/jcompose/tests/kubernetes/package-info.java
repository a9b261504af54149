/** Manifests held against what Kubernetes itself publishes about them. */
@NullMarked
package io.jcompose.tests.kubernetes;

import org.jspecify.annotations.NullMarked;
