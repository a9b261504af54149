package io.jcompose.model.schema;

/** Looks for what contradicts itself in the maps of a merged tree. */
final class ConsistencyCheck implements Kind.Walker {
  @Override
  public void meets(Keys keys, Value map) {
    keys.checkConsistency(map);
  }
}
