package io.jcompose.model.schema;

/**
 * A row of a table of keys.
 *
 * @param name the key
 * @param kind what may stand behind it
 * @param support what becomes of it on one host
 */
record Key(String name, Kind kind, Support support) {}
