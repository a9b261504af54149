package io.jcompose.model.check;

import io.jcompose.model.error.Place;
import io.jcompose.model.interpolate.EnvFileReader;

/**
 * One entry of a service's {@code env_file:}.
 *
 * @param file the path as written
 * @param absolutePath the same, resolved against the project directory
 * @param required whether it must be there
 * @param place where the entry stands
 * @param path the entry as an element: {@code services.web.env_file[0]}
 */
public record EnvFileEntry(
    String file,
    String absolutePath,
    boolean required,
    EnvFileReader.Format format,
    Place place,
    String path) {}
