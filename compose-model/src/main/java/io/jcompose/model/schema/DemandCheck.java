package io.jcompose.model.schema;

/**
 * Looks for values that Compose accepts and no engine does, behind every key, honoured or not:
 * whoever asks for the typed project is to get none of them.
 */
final class DemandCheck implements Kind.Walker {
  @Override
  public void meets(Keys keys, Value map) {
    keys.checkDemands(map);
  }

  @Override
  public void meets(Scalar kind, Value value) {
    // what says nothing demands nothing
    if (!value.isNull() && !kind.silent().contains(value.scalarText())) {
      kind.demand().accept(value);
    }
  }
}
